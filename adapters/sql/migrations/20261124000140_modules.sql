-- Modules of the prompt library, by version. A version that was published never changes, but for
-- its status. Those of the platform have an organization without a name.

create table promptforge.modules (
  org_id          text collate "C" not null,
  id              text collate "C" not null check (id <> ''),
  version         text collate "C" not null,
  -- A key whose bytes sort as semantic versions do; callers compute it.
  version_order   text collate "C" not null,
  -- How often the status was set, by publishing first of all.
  revision        bigint not null default 1,
  title           text not null,
  summary         text not null,
  status          text collate "C" not null check (status in ('draft', 'active', 'deprecated')),
  minimum_plan_id text collate "C",
  body            jsonb not null,
  created_at      timestamptz not null default clock_timestamp(),
  updated_at      timestamptz not null default clock_timestamp()
);

create unique index modules_by_version
    on promptforge.modules (org_id, id, version_order desc);

-- Last, for the reason told at the one of runs.
alter table promptforge.modules
  add primary key (org_id, id, version);

alter table promptforge.modules enable row level security;

-- What the platform has not published yet is for servers alone.
create policy members_read on promptforge.modules
   for select
 using (
   org_id = any ((select promptforge.member_org_ids())::text[])
   or (
     org_id = ''
     and status <> 'draft'
     and (select promptforge.current_user_id()) is not null
   )
 );

-- A version as lists show it.
create function promptforge.module_document(p_module promptforge.modules)
returns jsonb
language sql
stable
as $$
  select jsonb_build_object(
    'version', p_module.revision,
    'value', jsonb_build_object(
      'id', p_module.id,
      'version', p_module.version,
      'title', p_module.title,
      'summary', p_module.summary,
      'status', p_module.status,
      'minimumPlanId', p_module.minimum_plan_id
    )
  )
$$;

-- Publishes a version, unless it is there.
create function promptforge.add_module_v1(
  p_org_id text,
  p_module_id text,
  p_version text,
  p_version_order text,
  p_module jsonb
)
returns jsonb
language plpgsql
volatile
as $$
begin
  insert into promptforge.modules
    (org_id, id, version, version_order, title, summary, status, minimum_plan_id, body)
  values
    (
      p_org_id, p_module_id, p_version, p_version_order, p_module ->> 'title', p_module ->> 'summary',
      p_module ->> 'status', p_module ->> 'minimumPlanId', p_module -> 'body'
    )
  on conflict do nothing;
  return jsonb_build_object('outcome', case when found then 'added' else 'exists' end);
end
$$;

-- Sets the status if the stored revision is still the one expected. Returns the new revision, or
-- null when somebody else was first.
create function promptforge.set_module_status_v1(
  p_org_id text,
  p_module_id text,
  p_version text,
  p_status text,
  p_expected_version bigint
)
returns jsonb
language plpgsql
volatile
as $$
begin
  update promptforge.modules as m
     set revision = p_expected_version + 1,
         status = p_status,
         updated_at = clock_timestamp()
   where m.org_id = p_org_id
     and m.id = p_module_id
     and m.version = p_version
     and m.revision = p_expected_version;
  return jsonb_build_object('version', case when found then p_expected_version + 1 end);
end
$$;

-- One version, or the latest; null when there is none.
create function promptforge.get_module_v1(p_org_id text, p_module_id text, p_version text)
returns jsonb
language plpgsql
stable
as $$
declare
  v_module promptforge.modules;
begin
  if p_version is null then
    select *
      into v_module
      from promptforge.modules as m
     where m.org_id = p_org_id
       and m.id = p_module_id
     order by m.version_order desc
     limit 1;
  else
    select *
      into v_module
      from promptforge.modules as m
     where m.org_id = p_org_id
       and m.id = p_module_id
       and m.version = p_version;
  end if;
  if not found then
    return null;
  end if;
  return jsonb_set(promptforge.module_document(v_module), '{value,body}', v_module.body);
end
$$;

-- Versions of all modules, or of one, by id and then latest first, from the one after
-- (p_after_id, p_after_order).
create function promptforge.list_modules_v1(
  p_org_id text,
  p_module_id text,
  p_limit integer,
  p_after_id text,
  p_after_order text
)
returns jsonb
language plpgsql
stable
as $$
declare
  -- Ids are not empty, so without a cursor all come after this one.
  v_id      text := coalesce(p_after_id, '');
  v_order   text := coalesce(p_after_order, '');
  v_modules promptforge.modules[];
begin
  -- Two statements rather than an "or", so that each goes straight through its index.
  if p_module_id is null then
    v_modules := array(
      select m
        from promptforge.modules as m
       where m.org_id = p_org_id
         and m.id >= v_id
         and (m.id > v_id or m.version_order < v_order)
       order by m.id, m.version_order desc
       limit p_limit + 1
    );
  else
    v_modules := array(
      select m
        from promptforge.modules as m
       where m.org_id = p_org_id
         and m.id = p_module_id
         and (m.id > v_id or (m.id = v_id and m.version_order < v_order))
       order by m.version_order desc
       limit p_limit + 1
    );
  end if;
  return jsonb_build_object(
    'items', (
      select coalesce(jsonb_agg(promptforge.module_document(m) order by m.id, m.version_order desc), '[]')
        from unnest(v_modules[1:p_limit]) as m
    ),
    'more', cardinality(v_modules) > p_limit
  );
end
$$;

revoke execute on all functions in schema promptforge from public;
select promptforge.grant_access();

insert into promptforge.migrations (name)
values ('20261124000140_modules');
