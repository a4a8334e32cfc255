-- Telemetry events, kept month by month, and how they are followed while they are written.
--
-- Followers. A place in the stream of events is a snapshot of the database: what was visible then
-- has been seen, what became visible since has not. Each event knows the transaction that wrote
-- it, so "since" is exact: an event whose transaction takes long to commit comes late, but it
-- comes, and once. Counting upwards could not promise that: numbers are taken before they commit.
--
-- Lives. A server that crashed may give numbers of transactions that had come to nothing to other
-- ones, and a restored dump brings numbers of another server. So transactions are told apart by
-- the life of the server, too: a new one begins after each crash, promotion and restore.

-- Every life of the server, by the time of its beginning in epoch milliseconds.
create table promptforge.lives (
  life              bigint primary key,
  -- Which server it was.
  system_identifier bigint not null
);

alter table promptforge.lives enable row level security;

-- The present one. Unlogged tables are empty after a crash, and on a standby that takes over.
create unlogged table promptforge.present_life (
  life              bigint primary key,
  system_identifier bigint not null
);

alter table promptforge.present_life enable row level security;

-- The present life. It is begun when there is none, or, if asked to look, when the server is
-- another one than it was begun on.
create function promptforge.enter_life(p_look boolean)
returns bigint
language plpgsql
volatile
as $$
declare
  v_life   bigint;
  v_system bigint;
begin
  if not p_look then
    select l.life
      into v_life
      from promptforge.present_life as l;
    if found then
      return v_life;
    end if;
  end if;
  select c.system_identifier
    into v_system
    from pg_control_system() as c;
  select l.life
    into v_life
    from promptforge.present_life as l
   where l.system_identifier = v_system;
  if found then
    return v_life;
  end if;
  perform pg_advisory_xact_lock(hashtextextended('promptforge life', 0));
  select l.life
    into v_life
    from promptforge.present_life as l
   where l.system_identifier = v_system;
  if not found then
    select greatest(coalesce(max(l.life), 0) + 1, promptforge.to_ms(clock_timestamp()))
      into v_life
      from promptforge.lives as l;
    insert into promptforge.lives (life, system_identifier)
    values (v_life, v_system);
    delete from promptforge.present_life;
    insert into promptforge.present_life (life, system_identifier)
    values (v_life, v_system);
  end if;
  return v_life;
end
$$;

-- The present life, for those who only read: one that nobody has begun yet comes after all others.
create function promptforge.known_life()
returns bigint
language sql
stable
as $$
  select coalesce(
    (select l.life from promptforge.present_life as l),
    (select max(l.life) + 1 from promptforge.lives as l),
    1
  )
$$;

-- As promptforge.events, which it replaces.
create table promptforge.telemetry_events (
  org_id         text collate "C" not null,
  run_id         text collate "C" not null,
  sequence       integer not null,
  -- First day of the month, in UTC, in which the run was created, and which decides where the event
  -- lies. That is the same for each event of a run, whenever it comes, so that an event that comes
  -- twice meets itself. Events without a run go by their own time.
  month          date not null,
  -- Empty once personal data was erased.
  user_id        text collate "C" not null,
  type           text collate "C" not null,
  -- By the clock of the process that saw it.
  at             timestamptz not null,
  -- By the store's clock: what retention goes by.
  recorded_at    timestamptz not null,
  -- The life of the server and the transaction in which it was written.
  life           bigint not null default promptforge.known_life(),
  transaction_id xid8 not null default pg_current_xact_id(),
  data           jsonb not null,
  primary key (org_id, run_id, sequence, month)
)
partition by range (month);

-- What followers read: a transaction writes few events, which are sorted when they are read.
create index telemetry_events_by_transaction
    on promptforge.telemetry_events (org_id, life, transaction_id);

create index telemetry_events_by_age
    on promptforge.telemetry_events (org_id, recorded_at);

create index telemetry_events_by_user
    on promptforge.telemetry_events (org_id, user_id)
 where user_id <> '';

-- Figures over all tenants go by time alone, and events lie in its order.
create index telemetry_events_by_time
    on promptforge.telemetry_events using brin (recorded_at);

alter table promptforge.telemetry_events enable row level security;

create policy authors_read on promptforge.telemetry_events
   for select
 using (
   org_id = any ((select promptforge.member_org_ids())::text[])
   and (
     user_id = (select promptforge.current_user_id())
     or org_id = any ((select promptforge.admin_org_ids())::text[])
   )
 );

-- Events of months that have no table of their own, because nobody made one in time.
create table promptforge.telemetry_events_default
  partition of promptforge.telemetry_events default;

alter table promptforge.telemetry_events_default enable row level security;

create function promptforge.month_of(p_at timestamptz)
returns date
language sql
stable
as $$
  select date_trunc('month', p_at at time zone 'UTC')::date
$$;

-- Makes the table of a month, and moves there what had to wait in the default one, unless that
-- is too much to be moved while others wait: then it stays there. Returns whether it made one.
create function promptforge.add_event_month(p_month date)
returns boolean
language plpgsql
volatile
as $$
declare
  v_name text := 'telemetry_events_' || to_char(p_month, 'YYYY_MM');
begin
  if to_regclass('promptforge.' || v_name) is not null then
    return false;
  end if;
  if (
       select count(*)
         from (
           select
             from promptforge.telemetry_events_default as e
            where e.month >= p_month
              and e.month < p_month + interval '1 month'
            limit 10001
         ) as waiting
     ) > 10000
  then
    return false;
  end if;
  -- Nobody may add events of this month to the default table in the meantime. Not the tables of the
  -- other months: those may be under vacuum for long.
  lock table only promptforge.telemetry_events in share row exclusive mode;
  execute format('create table promptforge.%I (like promptforge.telemetry_events including defaults)', v_name);
  execute format('alter table promptforge.%I enable row level security', v_name);
  execute format(
    'with moved as (
       delete from promptforge.telemetry_events_default as e
        where e.month >= %1$L
          and e.month < %2$L
       returning *
     )
     insert into promptforge.%3$I
     select *
       from moved',
    p_month, p_month + interval '1 month', v_name
  );
  execute format(
    'alter table promptforge.telemetry_events attach partition promptforge.%I for values from (%L) to (%L)',
    v_name, p_month, (p_month + interval '1 month')::date
  );
  return true;
end
$$;

select promptforge.add_event_month(
         (promptforge.month_of(clock_timestamp()) + make_interval(months => m.ahead))::date
       )
  from generate_series(0, 2) as m (ahead);

insert into promptforge.telemetry_events
  (org_id, run_id, sequence, month, user_id, type, at, recorded_at, life, data)
select e.org_id, e.run_id, e.sequence, promptforge.month_of(coalesce(r.created_at, e.at)),
       e.user_id, e.type, e.at, e.recorded_at, l.life, e.data
  from promptforge.events as e
  left join promptforge.runs as r
         on r.org_id = e.org_id
        and r.id = e.run_id
 cross join promptforge.enter_life(true) as l (life);

drop table promptforge.events;

-- Which plans tenants are on.
create index subscriptions_by_plan
    on promptforge.subscriptions (plan_id);

-- Adds the months to come, and drops those that ended by a time, unless a tenant is on a plan that
-- is not among p_plan_ids: who knows how long that one keeps things. With the rights of the owner,
-- since that is who may make and drop tables. Waits for nobody: a month in use is left for later.
create function promptforge.turn_months_v1(p_before bigint, p_plan_ids jsonb, p_now timestamptz default null)
returns jsonb
language plpgsql
volatile
security definer
set search_path = ''
set lock_timeout = '200ms'
as $$
declare
  v_this    date := promptforge.month_of(promptforge.store_now(p_now));
  v_last    date := promptforge.month_of(promptforge.from_ms(p_before));
  v_added   integer := 0;
  v_dropped integer := 0;
  v_month   record;
  v_known   boolean := true;
  v_plan_id text := '';
begin
  -- One process at a time; the others have nothing to do.
  if not pg_try_advisory_xact_lock(hashtextextended('promptforge telemetry months', 0)) then
    return jsonb_build_object('added', 0, 'dropped', 0);
  end if;
  for v_ahead in 0..2 loop
    begin
      if promptforge.add_event_month((v_this + make_interval(months => v_ahead))::date) then
        v_added := v_added + 1;
      end if;
    exception
      when lock_not_available then
        exit;
    end;
  end loop;

  -- From plan to plan, of which there are few, not from tenant to tenant.
  loop
    select s.plan_id
      into v_plan_id
      from promptforge.subscriptions as s
     where s.plan_id > v_plan_id
     order by s.plan_id
     limit 1;
    exit when not found;
    v_known := v_known and p_plan_ids ? v_plan_id;
  end loop;
  for v_month in
    select c.relname
      from pg_catalog.pg_inherits as i
      join pg_catalog.pg_class as c
        on c.oid = i.inhrelid
     where i.inhparent = 'promptforge.telemetry_events'::regclass
       and c.relname ~ '^telemetry_events_\d{4}_\d{2}$'
       and to_date(right(c.relname, 7), 'YYYY_MM') < v_last
       and v_known
     order by c.relname
  loop
    begin
      execute format('drop table promptforge.%I', v_month.relname);
      v_dropped := v_dropped + 1;
    exception
      when lock_not_available then
        exit;
    end;
  end loop;
  return jsonb_build_object('added', v_added, 'dropped', v_dropped);
end
$$;

-- Processes that follow events right now. While there is none, nobody is told of new events: telling
-- makes transactions commit one after the other.
create table promptforge.event_listeners (
  id         text collate "C" primary key,
  expires_at timestamptz not null
);

alter table promptforge.event_listeners enable row level security;

-- Says that a process follows events for a while, by the clock of the database.
create function promptforge.listen_v1(p_listener_id text, p_lease_ms bigint)
returns jsonb
language plpgsql
volatile
as $$
begin
  perform promptforge.enter_life(true);
  insert into promptforge.event_listeners as l (id, expires_at)
  values (p_listener_id, clock_timestamp() + make_interval(secs => p_lease_ms / 1000.0))
  on conflict (id) do update
     set expires_at = excluded.expires_at;
  delete from promptforge.event_listeners as l
   where l.id in (
           select o.id
             from promptforge.event_listeners as o
            where o.expires_at < clock_timestamp() - interval '1 hour'
              for update skip locked
         );
  return '{}';
end
$$;

-- What followers of a tenant listen for. Names of tenants stay inside.
create function promptforge.event_topic(p_org_id text)
returns text
language sql
immutable
as $$
  select encode(sha256(convert_to(p_org_id, 'UTF8')), 'hex')
$$;

-- Tells followers of a tenant that there is something to read, once this transaction commits.
create function promptforge.announce_events(p_org_id text)
returns void
language plpgsql
volatile
as $$
begin
  if not exists (select from promptforge.event_listeners as l where l.expires_at > clock_timestamp()) then
    return;
  end if;
  perform pg_notify('promptforge_events', promptforge.event_topic(p_org_id));
  if to_regnamespace('realtime') is not null then
    -- A hint that cannot be given must not cost a run its settlement: followers look again by themselves.
    begin
      if to_regprocedure('realtime.send(jsonb,text,text,boolean)') is not null then
        execute 'select realtime.send($1, $2, $3, true)'
          using '{}'::jsonb, 'events', 'promptforge:' || promptforge.event_topic(p_org_id);
      end if;
    exception
      when others then
        null;
    end;
  end if;
end
$$;

-- Writes events of one tenant in lock order. One that is already there is left as it is.
create or replace function promptforge.write_events(p_org_id text, p_events jsonb, p_now timestamptz)
returns void
language plpgsql
volatile
as $$
declare
  v_life bigint := promptforge.enter_life(false);
begin
  with given as materialized (
    select *
      from jsonb_to_recordset(p_events)
        as e ("runId" text, sequence integer, "userId" text, type text, at bigint, data jsonb)
  ),
  -- One by one: as a join, it may be made by reading all runs of the tenant.
  created as materialized (
    select g."runId" as run_id,
           (
             select r.created_at
               from promptforge.runs as r
              where r.org_id = p_org_id
                and r.id = g."runId"
           ) as created_at
      from (select distinct "runId" from given) as g
  )
  insert into promptforge.telemetry_events
    (org_id, run_id, sequence, month, user_id, type, at, recorded_at, life, data)
  select p_org_id, g."runId", g.sequence,
         promptforge.month_of(coalesce(c.created_at, promptforge.from_ms(g.at))),
         g."userId", g.type, promptforge.from_ms(g.at), p_now, v_life, g.data
    from given as g
    left join created as c
           on c.run_id = g."runId"
   order by g."runId" collate "C", g.sequence
  on conflict (org_id, run_id, sequence, month) do nothing;
  if found then
    perform promptforge.announce_events(p_org_id);
  end if;
end
$$;

-- An event as callers read it.
create function promptforge.event_document(p_event promptforge.telemetry_events)
returns jsonb
language sql
stable
as $$
  select jsonb_build_object(
    'runId', p_event.run_id,
    'orgId', p_event.org_id,
    'userId', p_event.user_id,
    'sequence', p_event.sequence,
    'type', p_event.type,
    'at', promptforge.to_ms(p_event.at),
    'data', p_event.data
  )
$$;

-- Events of one run after a sequence, in order.
create or replace function promptforge.run_events_v1(
  p_org_id text,
  p_run_id text,
  p_after bigint,
  p_limit integer
)
returns jsonb
language sql
stable
as $$
  select coalesce(jsonb_agg(promptforge.event_document(e.event) order by e.sequence), '[]')
    from (
      select found as event, found.sequence
        from promptforge.telemetry_events as found
       where found.org_id = p_org_id
         and found.run_id = p_run_id
         and found.sequence > p_after
       order by found.sequence
       limit p_limit
    ) as e
$$;

-- Events that became visible between two places (until now without the second), one page of them,
-- after the event named by p_after. A place is a life and a snapshot, `{"life", "snapshot"}`.
-- Without a first place: none, and the place of this moment. `known` is false for a place that
-- this database has not come to yet, and so never gave out.
create function promptforge.follow_events_v1(
  p_org_id text,
  p_user_id text,
  p_since jsonb,
  p_until jsonb,
  p_after jsonb,
  p_limit integer
)
returns jsonb
language plpgsql
volatile
as $$
declare
  v_now_life  bigint := case when p_since is null then promptforge.enter_life(true) else promptforge.known_life() end;
  v_now       pg_snapshot := pg_current_snapshot();
  v_from_life bigint := coalesce((p_since ->> 'life')::bigint, v_now_life);
  v_since     pg_snapshot := coalesce((p_since ->> 'snapshot')::pg_snapshot, v_now);
  v_to_life   bigint := coalesce((p_until ->> 'life')::bigint, v_now_life);
  v_until     pg_snapshot := coalesce((p_until ->> 'snapshot')::pg_snapshot, v_now);
  -- Where the index is entered: what comes before is seen for certain.
  v_life      bigint := coalesce((p_after ->> 'life')::bigint, v_from_life);
  v_after     xid8 := coalesce(p_after ->> 'transaction', '0')::xid8;
  v_first     xid8 := case when v_life = v_from_life then greatest(pg_snapshot_xmin(v_since), v_after) else v_after end;
  v_events    promptforge.telemetry_events[];
begin
  if greatest(v_from_life, v_to_life) > v_now_life
    or (v_from_life = v_now_life and pg_snapshot_xmax(v_since) > pg_snapshot_xmax(v_now))
    or (v_to_life = v_now_life and pg_snapshot_xmax(v_until) > pg_snapshot_xmax(v_now))
  then
    return jsonb_build_object('known', false);
  end if;
  v_events := array(
    select e
      from promptforge.telemetry_events as e
     where e.org_id = p_org_id
       and (p_user_id is null or e.user_id = p_user_id)
       -- What the index can tell, and then what is exact.
       and (e.life, e.transaction_id) >= (v_life, v_first)
       and (e.life, e.transaction_id) < (v_to_life, pg_snapshot_xmax(v_until))
       and (e.life > v_from_life or not pg_visible_in_snapshot(e.transaction_id, v_since))
       and (e.life < v_to_life or pg_visible_in_snapshot(e.transaction_id, v_until))
       and (e.life, e.transaction_id, e.run_id, e.sequence) > (
             v_life, v_after, coalesce(p_after ->> 'runId', ''), coalesce((p_after ->> 'sequence')::integer, 0)
           )
       and p_since is not null
     order by e.life, e.transaction_id, e.run_id, e.sequence
     limit p_limit + 1
  );
  return jsonb_build_object(
    'known', true,
    'events', (
      select coalesce(
        jsonb_agg(
          jsonb_build_object(
            'event', promptforge.event_document(e),
            'life', e.life,
            'transaction', e.transaction_id::text
          )
          order by e.life, e.transaction_id, e.run_id, e.sequence
        ),
        '[]'
      )
        from unnest(v_events[1:p_limit]) as e
    ),
    'until', jsonb_build_object('life', v_to_life, 'snapshot', v_until::text),
    'more', cardinality(v_events) > p_limit
  );
end
$$;

-- The figures of a user, and the place in the stream of events that they are of.
create function promptforge.user_metrics_snapshot_v1(
  p_org_id text,
  p_user_id text,
  p_from bigint,
  p_to bigint
)
returns jsonb
language plpgsql
volatile
as $$
declare
  v_life bigint := promptforge.enter_life(true);
begin
  -- One statement, so that both are of one moment.
  return (
    select jsonb_build_object(
      'metrics', promptforge.user_metrics_v1(p_org_id, p_user_id, p_from, p_to),
      'until', jsonb_build_object('life', v_life, 'snapshot', pg_current_snapshot()::text)
    )
  );
end
$$;

-- Clears a user from up to 5,000 of their events; returns from how many. One by one: as a join of
-- the rows with themselves, it may be made by reading all events of the tenant.
create or replace function promptforge.erase_user_events_v1(p_org_id text, p_user_id text)
returns jsonb
language plpgsql
volatile
as $$
declare
  v_event record;
  v_count bigint := 0;
begin
  for v_event in
    select e.run_id, e.sequence, e.month
      from promptforge.telemetry_events as e
     where e.org_id = p_org_id
       and e.user_id = p_user_id
       and e.user_id <> ''
     order by e.run_id, e.sequence
     limit 5000
       for update
  loop
    update promptforge.telemetry_events as e
       set user_id = ''
     where e.org_id = p_org_id
       and e.run_id = v_event.run_id
       and e.sequence = v_event.sequence
       and e.month = v_event.month;
    v_count := v_count + 1;
  end loop;
  return to_jsonb(v_count);
end
$$;

-- Deletes events recorded before a time, oldest first; returns how many.
create or replace function promptforge.purge_events_v1(p_org_id text, p_before bigint, p_limit integer)
returns jsonb
language plpgsql
volatile
as $$
declare
  v_old   record;
  v_count bigint := 0;
begin
  -- One by one: as a join, it may be made by reading all events of the tenant.
  for v_old in
    select e.run_id, e.sequence, e.month
      from promptforge.telemetry_events as e
     where e.org_id = p_org_id
       and e.recorded_at < promptforge.from_ms(p_before)
     order by e.recorded_at
     limit p_limit
       for update skip locked
  loop
    delete from promptforge.telemetry_events as e
     where e.org_id = p_org_id
       and e.run_id = v_old.run_id
       and e.sequence = v_old.sequence
       and e.month = v_old.month;
    v_count := v_count + 1;
  end loop;
  return to_jsonb(v_count);
end
$$;

revoke execute on all functions in schema promptforge from public;
select promptforge.grant_access();

insert into promptforge.migrations (name)
values ('20261124000200_telemetry');
