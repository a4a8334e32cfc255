-- Telemetry events.

create table promptforge.events (
  org_id      text collate "C" not null,
  run_id      text collate "C" not null,
  sequence    integer not null,
  -- Empty once personal data was erased.
  user_id     text collate "C" not null,
  type        text collate "C" not null,
  -- By the clock of the process that saw it.
  at          timestamptz not null,
  -- By the store's clock: what retention goes by.
  recorded_at timestamptz not null,
  data        jsonb not null,
  primary key (org_id, run_id, sequence)
);

create index events_by_age
    on promptforge.events (org_id, recorded_at);

create index events_by_user
    on promptforge.events (org_id, user_id)
 where user_id <> '';

alter table promptforge.events enable row level security;

-- Writes events of one tenant in lock order. One that is already there is left as it is.
create function promptforge.write_events(p_org_id text, p_events jsonb, p_now timestamptz)
returns void
language plpgsql
volatile
as $$
begin
  insert into promptforge.events
    (org_id, run_id, sequence, user_id, type, at, recorded_at, data)
  select p_org_id, e."runId", e.sequence, e."userId", e.type, promptforge.from_ms(e.at), p_now, e.data
    from jsonb_to_recordset(p_events)
      as e ("runId" text, sequence integer, "userId" text, type text, at bigint, data jsonb)
   order by e."runId" collate "C", e.sequence
  on conflict (org_id, run_id, sequence) do nothing;
end
$$;

create function promptforge.append_events_v1(
  p_org_id text,
  p_events jsonb,
  p_now timestamptz default null
)
returns jsonb
language plpgsql
volatile
as $$
begin
  perform promptforge.write_events(p_org_id, p_events, promptforge.store_now(p_now));
  return '{}';
end
$$;

-- Events of one run after a sequence, in order.
create function promptforge.run_events_v1(
  p_org_id text,
  p_run_id text,
  p_after bigint,
  p_limit integer
)
returns jsonb
language sql
stable
as $$
  select coalesce(
    jsonb_agg(
      jsonb_build_object(
        'runId', e.run_id,
        'orgId', e.org_id,
        'userId', e.user_id,
        'sequence', e.sequence,
        'type', e.type,
        'at', promptforge.to_ms(e.at),
        'data', e.data
      )
      order by e.sequence
    ),
    '[]'
  )
    from (
      select *
        from promptforge.events as found
       where found.org_id = p_org_id
         and found.run_id = p_run_id
         and found.sequence > p_after
       order by found.sequence
       limit p_limit
    ) as e
$$;

-- Clears a user from their events; returns how many were changed.
create function promptforge.erase_user_events_v1(p_org_id text, p_user_id text)
returns jsonb
language sql
volatile
as $$
  with locked as materialized (
    select e.run_id, e.sequence
      from promptforge.events as e
     where e.org_id = p_org_id
       and e.user_id = p_user_id
       and e.user_id <> ''
     order by e.run_id, e.sequence
       for update
  ),
  changed as (
    update promptforge.events as e
       set user_id = ''
      from locked
     where e.org_id = p_org_id
       and e.run_id = locked.run_id
       and e.sequence = locked.sequence
    returning 1
  )
  select to_jsonb(count(*))
    from changed
$$;

-- Deletes events recorded before a time, oldest first; returns how many.
create function promptforge.purge_events_v1(p_org_id text, p_before bigint, p_limit integer)
returns jsonb
language sql
volatile
as $$
  with old as materialized (
    select e.run_id, e.sequence
      from promptforge.events as e
     where e.org_id = p_org_id
       and e.recorded_at < promptforge.from_ms(p_before)
     order by e.recorded_at
     limit p_limit
       for update skip locked
  ),
  deleted as (
    delete from promptforge.events as e
     using old
     where e.org_id = p_org_id
       and e.run_id = old.run_id
       and e.sequence = old.sequence
    returning 1
  )
  select to_jsonb(count(*))
    from deleted
$$;

revoke execute on all functions in schema promptforge from public;

insert into promptforge.migrations (name)
values ('20261123000200_events');
