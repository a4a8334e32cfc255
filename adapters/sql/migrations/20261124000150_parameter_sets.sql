-- Parameter sets: values of the seven parameters that an organization keeps under a name.

create table promptforge.parameter_sets (
  org_id     text collate "C" not null,
  id         text collate "C" not null check (id <> ''),
  -- How often it was saved, an erasure of its owner included.
  version    bigint not null,
  name       text not null,
  -- Null once the owner was erased.
  owner_id   text collate "C" check (owner_id <> ''),
  shared     boolean not null,
  parameters jsonb not null,
  updated_at timestamptz not null default clock_timestamp()
);

create index parameter_sets_by_owner
    on promptforge.parameter_sets (org_id, owner_id);

-- Last, for the reason told at the one of runs.
alter table promptforge.parameter_sets
  add primary key (org_id, id);

alter table promptforge.parameter_sets enable row level security;

create policy members_read on promptforge.parameter_sets
   for select
 using (
   org_id = any ((select promptforge.member_org_ids())::text[])
   and (shared or owner_id = (select promptforge.current_user_id()))
 );

create function promptforge.parameter_set_document(p_set promptforge.parameter_sets)
returns jsonb
language sql
stable
as $$
  select jsonb_build_object(
    'version', p_set.version,
    'value', jsonb_build_object(
      'id', p_set.id,
      'name', p_set.name,
      'ownerId', p_set.owner_id,
      'shared', p_set.shared,
      'values', p_set.parameters
    )
  )
$$;

-- Saves if the stored version is still the one expected, 0 meaning none. Returns the new
-- version, or null when somebody else was first.
create function promptforge.save_parameter_set_v1(
  p_org_id text,
  p_set_id text,
  p_owner_id text,
  p_set jsonb,
  p_expected_version bigint
)
returns jsonb
language plpgsql
volatile
as $$
begin
  if p_expected_version = 0 then
    insert into promptforge.parameter_sets (org_id, id, version, name, owner_id, shared, parameters)
    values (
      p_org_id, p_set_id, 1, p_set ->> 'name', p_owner_id, (p_set ->> 'shared')::boolean, p_set -> 'values'
    )
    on conflict (org_id, id) do nothing;
  else
    update promptforge.parameter_sets as s
       set version = p_expected_version + 1,
           name = p_set ->> 'name',
           owner_id = p_owner_id,
           shared = (p_set ->> 'shared')::boolean,
           parameters = p_set -> 'values',
           updated_at = clock_timestamp()
     where s.org_id = p_org_id
       and s.id = p_set_id
       and s.version = p_expected_version;
  end if;
  return jsonb_build_object('version', case when found then p_expected_version + 1 end);
end
$$;

create function promptforge.get_parameter_set_v1(p_org_id text, p_set_id text)
returns jsonb
language sql
stable
as $$
  select promptforge.parameter_set_document(s)
    from promptforge.parameter_sets as s
   where s.org_id = p_org_id
     and s.id = p_set_id
$$;

-- All sets, or those shared with and owned by one user, by id, from the one after p_after.
create function promptforge.list_parameter_sets_v1(
  p_org_id text,
  p_visible_to text,
  p_limit integer,
  p_after text
)
returns jsonb
language plpgsql
stable
as $$
declare
  v_sets promptforge.parameter_sets[];
begin
  v_sets := array(
    select s
      from promptforge.parameter_sets as s
     where s.org_id = p_org_id
       and s.id > coalesce(p_after, '')
       and (p_visible_to is null or s.shared or s.owner_id = p_visible_to)
     order by s.id
     limit p_limit + 1
  );
  return jsonb_build_object(
    'items', (
      select coalesce(jsonb_agg(promptforge.parameter_set_document(s) order by s.id), '[]')
        from unnest(v_sets[1:p_limit]) as s
    ),
    'more', cardinality(v_sets) > p_limit
  );
end
$$;

-- Removes a set if its stored version is still the one expected; returns how many were removed.
create function promptforge.remove_parameter_set_v1(p_org_id text, p_set_id text, p_expected_version bigint)
returns jsonb
language sql
volatile
as $$
  with deleted as (
    delete from promptforge.parameter_sets as s
     where s.org_id = p_org_id
       and s.id = p_set_id
       and s.version = p_expected_version
    returning 1
  )
  select to_jsonb(count(*))
    from deleted
$$;

-- Deletes the sets that a user keeps for themselves, and takes their name off those they share,
-- whose version moves on so that no save that is under way brings it back. Returns how many sets
-- were touched. Locks them in the order of their ids.
create function promptforge.erase_user_parameter_sets(p_org_id text, p_user_id text)
returns bigint
language sql
volatile
as $$
  with locked as materialized (
    select s.id, s.shared
      from promptforge.parameter_sets as s
     where s.org_id = p_org_id
       and s.owner_id = p_user_id
     order by s.id
       for update
  ),
  deleted as (
    delete from promptforge.parameter_sets as s
     using locked
     where s.org_id = p_org_id
       and s.id = locked.id
       and not locked.shared
  ),
  changed as (
    update promptforge.parameter_sets as s
       set version = s.version + 1,
           owner_id = null,
           updated_at = clock_timestamp()
      from locked
     where s.org_id = p_org_id
       and s.id = locked.id
       and locked.shared
  )
  select count(*)
    from locked
$$;

revoke execute on all functions in schema promptforge from public;
select promptforge.grant_access();

insert into promptforge.migrations (name)
values ('20261124000150_parameter_sets');
