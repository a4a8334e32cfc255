-- The catalogue of plans: one for the whole platform. What a plan means is not decided here, so
-- each is kept whole, as a document.

create table promptforge.plans (
  id         text collate "C" primary key,
  -- How often it was saved.
  version    bigint not null,
  title      text not null,
  plan       jsonb not null,
  -- Plans are listed in the order in which they came: the first has a meaning of its own.
  position   bigint not null generated always as identity,
  updated_at timestamptz not null default clock_timestamp()
);

alter table promptforge.plans enable row level security;

create policy signed_in_read on promptforge.plans
   for select
 using ((select promptforge.current_user_id()) is not null);

create function promptforge.list_plans_v1()
returns jsonb
language sql
stable
as $$
  select coalesce(
    jsonb_agg(jsonb_build_object('version', p.version, 'value', p.plan) order by p.position),
    '[]'
  )
    from promptforge.plans as p
$$;

-- Saves if the stored version is still the one expected, 0 meaning none. Returns the new
-- version, or null when somebody else was first.
create function promptforge.save_plan_v1(p_plan_id text, p_plan jsonb, p_expected_version bigint)
returns jsonb
language plpgsql
volatile
as $$
begin
  if p_expected_version = 0 then
    insert into promptforge.plans (id, version, title, plan)
    values (p_plan_id, 1, p_plan ->> 'title', p_plan)
    on conflict (id) do nothing;
  else
    update promptforge.plans as p
       set version = p_expected_version + 1,
           title = p_plan ->> 'title',
           plan = p_plan,
           updated_at = clock_timestamp()
     where p.id = p_plan_id
       and p.version = p_expected_version;
  end if;
  return jsonb_build_object('version', case when found then p_expected_version + 1 end);
end
$$;

-- Removes a plan if its stored version is still the one expected; returns how many were removed.
create function promptforge.remove_plan_v1(p_plan_id text, p_expected_version bigint)
returns jsonb
language sql
volatile
as $$
  with deleted as (
    delete from promptforge.plans as p
     where p.id = p_plan_id
       and p.version = p_expected_version
    returning 1
  )
  select to_jsonb(count(*))
    from deleted
$$;

revoke execute on all functions in schema promptforge from public;
select promptforge.grant_access();

insert into promptforge.migrations (name)
values ('20261124000120_plans');
