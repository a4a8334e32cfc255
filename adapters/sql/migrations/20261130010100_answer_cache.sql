-- Answers of models that may be used again by everybody in an organization, for a while.

create table promptforge.cache_entries (
  org_id     text collate "C" not null,
  -- SHA-256 in hexadecimal of everything that decides the value.
  key        text collate "C" not null check (key ~ '^[0-9a-f]{64}$'),
  -- Whose work it was.
  user_id    text collate "C" not null,
  value      jsonb not null,
  expires_at timestamptz not null
);

create index cache_entries_by_user
    on promptforge.cache_entries (org_id, user_id);

create index cache_entries_by_expiry
    on promptforge.cache_entries (expires_at);

-- Last, for the reason told at the one of runs.
alter table promptforge.cache_entries
  add primary key (org_id, key);

-- There are no policies: what one person asked is nothing that others may read.
alter table promptforge.cache_entries enable row level security;

-- What is kept under a key, as `{cached}`; null when there is nothing that has not expired.
create function promptforge.get_cached_v1(p_org_id text, p_key text, p_now timestamptz default null)
returns json
language plpgsql
volatile
as $$
declare
  v_now timestamptz := promptforge.store_now(p_now);
begin
  return (
    select json_build_object('cached', c.value)
      from promptforge.cache_entries as c
     where c.org_id = p_org_id
       and c.key = p_key
       and c.expires_at > v_now
  );
end
$$;

-- Keeps a value under a key, in the place of what was there.
create function promptforge.put_cached_v1(
  p_org_id text,
  p_key text,
  p_user_id text,
  p_value jsonb,
  p_ttl_ms bigint,
  p_now timestamptz default null
)
returns jsonb
language plpgsql
volatile
as $$
begin
  insert into promptforge.cache_entries (org_id, key, user_id, value, expires_at)
  values (p_org_id, p_key, p_user_id, p_value, promptforge.add_ms(promptforge.store_now(p_now), p_ttl_ms))
  on conflict (org_id, key) do update
     set user_id = excluded.user_id,
         value = excluded.value,
         expires_at = excluded.expires_at;
  return null;
end
$$;

-- Deletes entries of all tenants that have expired, oldest first; returns how many.
create function promptforge.sweep_cache_v1(p_limit integer, p_now timestamptz default null)
returns jsonb
language plpgsql
volatile
-- Each by its key, however many there are.
set enable_seqscan = off
set enable_hashjoin = off
set enable_mergejoin = off
as $$
declare
  v_now   timestamptz := promptforge.store_now(p_now);
  v_count bigint;
begin
  with old as materialized (
    select c.org_id, c.key
      from promptforge.cache_entries as c
     where c.expires_at <= v_now
     order by c.expires_at
     limit p_limit
       for update skip locked
  )
  delete from promptforge.cache_entries as c
   using old
   where c.org_id = old.org_id
     and c.key = old.key;
  get diagnostics v_count = row_count;
  return to_jsonb(v_count);
end
$$;

-- Deletes up to 5,000 entries that come from the work of a user; returns how many.
create function promptforge.erase_user_cache_v1(p_org_id text, p_user_id text)
returns jsonb
language plpgsql
volatile
as $$
declare
  v_count bigint;
begin
  with locked as materialized (
    select c.key
      from promptforge.cache_entries as c
     where c.org_id = p_org_id
       and c.user_id = p_user_id
     order by c.key
     limit 5000
       for update
  )
  delete from promptforge.cache_entries as c
   using locked
   where c.org_id = p_org_id
     and c.key = locked.key;
  get diagnostics v_count = row_count;
  return to_jsonb(v_count);
end
$$;

revoke execute on all functions in schema promptforge from public;
select promptforge.grant_access();

insert into promptforge.migrations (name)
values ('20261130010100_answer_cache');
