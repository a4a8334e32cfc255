-- Bundles: what was exported of a run. They are written once and never change.

create table promptforge.bundles (
  org_id     text collate "C" not null,
  id         text collate "C" not null,
  run_id     text collate "C" not null,
  user_id    text collate "C" not null check (user_id <> ''),
  created_at timestamptz not null,
  manifest   jsonb not null
);

create index bundles_by_age
    on promptforge.bundles (org_id, created_at);

create index bundles_by_run
    on promptforge.bundles (org_id, run_id, created_at);

create index bundles_by_user
    on promptforge.bundles (org_id, user_id, created_at);

-- Last, for the reason told at the one of runs.
alter table promptforge.bundles
  add primary key (org_id, id);

alter table promptforge.bundles enable row level security;

create policy authors_read on promptforge.bundles
   for select
 using (
   org_id = any ((select promptforge.member_org_ids())::text[])
   and (
     user_id = (select promptforge.current_user_id())
     or org_id = any ((select promptforge.admin_org_ids())::text[])
   )
 );

-- The files of bundles, apart from them: lists never read what they hold.
create table promptforge.bundle_artifacts (
  org_id     text collate "C" not null,
  bundle_id  text collate "C" not null,
  position   integer not null,
  path       text collate "C" not null check (path <> ''),
  media_type text collate "C" not null,
  -- Of the bytes, in hexadecimal.
  sha256     text collate "C" not null check (sha256 ~ '^[0-9a-f]{64}$'),
  encoding   text collate "C" not null check (encoding in ('text', 'base64')),
  content    text not null,
  primary key (org_id, bundle_id, position),
  foreign key (org_id, bundle_id) references promptforge.bundles (org_id, id) on delete cascade
);

alter table promptforge.bundle_artifacts enable row level security;

-- A file may be read by whoever may read its bundle.
create policy authors_read on promptforge.bundle_artifacts
   for select
 using (
   org_id = any ((select promptforge.member_org_ids())::text[])
   and exists (
     select
       from promptforge.bundles as b
      where b.org_id = bundle_artifacts.org_id
        and b.id = bundle_artifacts.bundle_id
   )
 );

-- A bundle as lists show it.
create function promptforge.bundle_document(p_bundle promptforge.bundles)
returns jsonb
language sql
stable
as $$
  select jsonb_build_object(
    'id', p_bundle.id,
    'runId', p_bundle.run_id,
    'userId', p_bundle.user_id,
    'createdAt', promptforge.to_ms(p_bundle.created_at),
    'manifest', p_bundle.manifest
  )
$$;

-- Writes a bundle with its files, unless there is one of that id.
create function promptforge.add_bundle_v1(
  p_org_id text,
  p_bundle_id text,
  p_run_id text,
  p_user_id text,
  p_manifest jsonb,
  p_artifacts jsonb,
  p_now timestamptz default null
)
returns jsonb
language plpgsql
volatile
as $$
begin
  insert into promptforge.bundles (org_id, id, run_id, user_id, created_at, manifest)
  values (p_org_id, p_bundle_id, p_run_id, p_user_id, promptforge.store_now(p_now), p_manifest)
  on conflict (org_id, id) do nothing;
  if not found then
    return jsonb_build_object('outcome', 'exists');
  end if;
  insert into promptforge.bundle_artifacts
    (org_id, bundle_id, position, path, media_type, sha256, encoding, content)
  select p_org_id, p_bundle_id, a.position, a.document ->> 'path', a.document ->> 'mediaType',
         a.document ->> 'sha256', a.document ->> 'encoding', a.document ->> 'content'
    from jsonb_array_elements(p_artifacts) with ordinality as a (document, position);
  return jsonb_build_object('outcome', 'added');
end
$$;

-- One bundle with its files; null when there is none.
create function promptforge.get_bundle_v1(p_org_id text, p_bundle_id text)
returns jsonb
language sql
stable
as $$
  select promptforge.bundle_document(b) || jsonb_build_object(
    'artifacts', (
      select coalesce(
        jsonb_agg(
          jsonb_build_object(
            'path', a.path,
            'mediaType', a.media_type,
            'sha256', a.sha256,
            'encoding', a.encoding,
            'content', a.content
          )
          order by a.position
        ),
        '[]'
      )
        from promptforge.bundle_artifacts as a
       where a.org_id = b.org_id
         and a.bundle_id = b.id
    )
  )
    from promptforge.bundles as b
   where b.org_id = p_org_id
     and b.id = p_bundle_id
$$;

-- Bundles of the tenant, of a run, of a user or of both, newest first, from the one after
-- (p_after_ms, p_after_id).
create function promptforge.list_bundles_v1(
  p_org_id text,
  p_run_id text,
  p_user_id text,
  p_limit integer,
  p_after_ms bigint,
  p_after_id text
)
returns jsonb
language plpgsql
stable
as $$
declare
  -- Without a cursor: from the end of time.
  v_after   timestamptz := coalesce(promptforge.from_ms(p_after_ms), 'infinity');
  v_id      text := coalesce(p_after_id, '');
  v_bundles promptforge.bundles[];
begin
  -- Three statements rather than one with "or", so that each goes straight through its index.
  if p_run_id is not null then
    v_bundles := array(
      select b
        from promptforge.bundles as b
       where b.org_id = p_org_id
         and b.run_id = p_run_id
         and (p_user_id is null or b.user_id = p_user_id)
         and (b.created_at, b.id) < (v_after, v_id)
       order by b.created_at desc, b.id desc
       limit p_limit + 1
    );
  elsif p_user_id is not null then
    v_bundles := array(
      select b
        from promptforge.bundles as b
       where b.org_id = p_org_id
         and b.user_id = p_user_id
         and (b.created_at, b.id) < (v_after, v_id)
       order by b.created_at desc, b.id desc
       limit p_limit + 1
    );
  else
    v_bundles := array(
      select b
        from promptforge.bundles as b
       where b.org_id = p_org_id
         and (b.created_at, b.id) < (v_after, v_id)
       order by b.created_at desc, b.id desc
       limit p_limit + 1
    );
  end if;
  return jsonb_build_object(
    'items', (
      select coalesce(jsonb_agg(promptforge.bundle_document(b) order by b.created_at desc, b.id desc), '[]')
        from unnest(v_bundles[1:p_limit]) as b
    ),
    'more', cardinality(v_bundles) > p_limit
  );
end
$$;

-- Deletes bundles created before a time, oldest first, with their files; returns how many.
create function promptforge.purge_bundles_v1(p_org_id text, p_before bigint, p_limit integer)
returns jsonb
language sql
volatile
as $$
  with old as materialized (
    select b.id
      from promptforge.bundles as b
     where b.org_id = p_org_id
       and b.created_at < promptforge.from_ms(p_before)
     order by b.created_at, b.id
     limit p_limit
       for update skip locked
  ),
  deleted as (
    delete from promptforge.bundles as b
     using old
     where b.org_id = p_org_id
       and b.id = old.id
    returning 1
  )
  select to_jsonb(count(*))
    from deleted
$$;

-- Deletes the bundles of a user, with their files; returns how many.
create function promptforge.erase_user_bundles(p_org_id text, p_user_id text)
returns bigint
language sql
volatile
as $$
  with locked as materialized (
    select b.id
      from promptforge.bundles as b
     where b.org_id = p_org_id
       and b.user_id = p_user_id
     order by b.id
       for update
  ),
  deleted as (
    delete from promptforge.bundles as b
     using locked
     where b.org_id = p_org_id
       and b.id = locked.id
    returning 1
  )
  select count(*)
    from deleted
$$;

-- Takes a user out of the library: first out of the parameter sets, then out of the bundles.
-- Returns how many of both were touched.
create function promptforge.erase_user_library_v1(p_org_id text, p_user_id text)
returns jsonb
language plpgsql
volatile
as $$
declare
  v_sets    bigint := promptforge.erase_user_parameter_sets(p_org_id, p_user_id);
  v_bundles bigint := promptforge.erase_user_bundles(p_org_id, p_user_id);
begin
  return to_jsonb(v_sets + v_bundles);
end
$$;

revoke execute on all functions in schema promptforge from public;
select promptforge.grant_access();

insert into promptforge.migrations (name)
values ('20261124000160_bundles');
