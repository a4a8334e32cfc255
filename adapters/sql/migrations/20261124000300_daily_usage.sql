-- Daily sums of the runs of each tenant, which outlive the runs themselves.
--
-- The sums of a day are in two parts. Those of the runs that are kept are computed anew from them
-- whenever a run of that day has changed; doing it twice changes nothing. Those of runs that were
-- purged are added up as they are deleted, in the same transaction. So nothing is lost, and nothing
-- is counted twice, whoever rolls up and purges at the same time.
--
-- Lock order: rows of runs come before the advisory lock of a tenant's sums, and nothing is waited
-- for while that is held.

create table promptforge.daily_usage (
  org_id                   text collate "C" not null,
  -- In UTC; the day on which the runs were created.
  day                      date not null,
  part                     text collate "C" not null check (part in ('kept', 'purged')),
  -- Empty once personal data was erased.
  user_id                  text collate "C" not null,
  plan_id                  text collate "C" not null,
  engine                   text collate "C" not null,
  -- Empty for the rules engine.
  model                    text collate "C" not null,
  -- 7D domain; empty when it is not known.
  domain                   text collate "C" not null,
  succeeded                bigint not null,
  failed                   bigint not null,
  canceled                 bigint not null,
  abandoned                bigint not null,
  passed                   bigint not null,
  improved                 bigint not null,
  scored                   bigint not null,
  -- Tenths, which are what a composite is given in: sums of them are exact.
  original_tenths          bigint not null,
  optimized_tenths         bigint not null,
  model_calls              bigint not null,
  input_tokens             numeric not null,
  output_tokens            numeric not null,
  cached_input_tokens      numeric not null,
  cache_write_input_tokens numeric not null,
  reasoning_tokens         numeric not null,
  cost_micros              numeric not null,
  runs_of_unknown_cost     bigint not null,
  duration_ms              numeric not null,
  primary key (org_id, day, part, user_id, plan_id, engine, model, domain)
);

create index daily_usage_by_user
    on promptforge.daily_usage (org_id, user_id, day)
 where user_id <> '';

alter table promptforge.daily_usage enable row level security;

create policy authors_read on promptforge.daily_usage
   for select
 using (
   org_id = any ((select promptforge.member_org_ids())::text[])
   and (
     user_id = (select promptforge.current_user_id())
     or org_id = any ((select promptforge.admin_org_ids())::text[])
   )
 );

-- When work that is done now and then was last done.
create table promptforge.upkeep (
  task    text collate "C" primary key,
  done_at timestamptz not null
);

alter table promptforge.upkeep enable row level security;

-- What input and result of an ended run say in numbers, so that sums read neither of them, and stay
-- when both are erased. Of a run that was erased under way, what its input said.
alter table promptforge.runs
  add column figures jsonb;

-- Which runs have ended lately. Updates put them at the end of the table, where this finds them.
create index runs_by_end
    on promptforge.runs using brin (ended_at);

create function promptforge.day_of(p_at timestamptz)
returns date
language sql
stable
as $$
  select (p_at at time zone 'UTC')::date
$$;

-- What input and result of a run say in numbers: the ones remembered, once those were erased.
create function promptforge.figures_of(p_run promptforge.runs)
returns jsonb
language sql
stable
as $$
  select jsonb_strip_nulls(jsonb_build_object(
      'domain', p_run.input #> '{sevenD,values,domain}',
      'passed', p_run.result #>> '{gate,outcome}' = 'pass',
      'improved', p_run.result -> 'improved',
      'original', p_run.result #> '{original,score,composite}',
      'optimized', p_run.result #> '{optimized,score,composite}'
    ))
    || coalesce(p_run.figures, '{}')
$$;

update promptforge.runs as r
   set figures = promptforge.figures_of(r)
 where r.ended_at is not null;

-- What one ended run adds to the sums of its day.
create view promptforge.run_figures
with (security_invoker = true)
as
select r.org_id,
       r.id,
       r.created_at,
       promptforge.day_of(r.created_at) as day,
       r.user_id,
       r.plan_id,
       r.engine,
       coalesce(r.model, '') as model,
       coalesce(r.figures ->> 'domain', '') as domain,
       (r.status = 'succeeded')::integer as succeeded,
       (r.status = 'failed')::integer as failed,
       (r.status = 'canceled')::integer as canceled,
       (r.status = 'abandoned')::integer as abandoned,
       (r.status = 'succeeded' and coalesce((r.figures ->> 'passed')::boolean, false))::integer as passed,
       (r.status = 'succeeded' and coalesce((r.figures ->> 'improved')::boolean, false))::integer as improved,
       (r.figures ->> 'original' is not null)::integer as scored,
       coalesce(round((r.figures ->> 'original')::numeric * 10), 0)::bigint as original_tenths,
       coalesce(round((r.figures ->> 'optimized')::numeric * 10), 0)::bigint as optimized_tenths,
       r.model_calls,
       r.input_tokens,
       r.output_tokens,
       r.cached_input_tokens,
       r.cache_write_input_tokens,
       r.reasoning_tokens,
       coalesce(r.cost_micros, 0) as cost_micros,
       (r.cost_micros is null)::integer as runs_of_unknown_cost,
       promptforge.to_ms(r.ended_at) - promptforge.to_ms(r.created_at) as duration_ms
  from promptforge.runs as r
 where r.ended_at is not null;

-- Adds sums to those that are there.
create function promptforge.add_daily_usage(p_sums promptforge.daily_usage[])
returns void
language sql
volatile
as $$
  insert into promptforge.daily_usage as d
  select s.org_id, s.day, s.part, s.user_id, s.plan_id, s.engine, s.model, s.domain,
         sum(s.succeeded), sum(s.failed), sum(s.canceled), sum(s.abandoned),
         sum(s.passed), sum(s.improved), sum(s.scored), sum(s.original_tenths), sum(s.optimized_tenths),
         sum(s.model_calls), sum(s.input_tokens), sum(s.output_tokens), sum(s.cached_input_tokens),
         sum(s.cache_write_input_tokens), sum(s.reasoning_tokens), sum(s.cost_micros),
         sum(s.runs_of_unknown_cost), sum(s.duration_ms)
    from unnest(p_sums) as s
   group by s.org_id, s.day, s.part, s.user_id, s.plan_id, s.engine, s.model, s.domain
  on conflict (org_id, day, part, user_id, plan_id, engine, model, domain) do update
     set succeeded = d.succeeded + excluded.succeeded,
         failed = d.failed + excluded.failed,
         canceled = d.canceled + excluded.canceled,
         abandoned = d.abandoned + excluded.abandoned,
         passed = d.passed + excluded.passed,
         improved = d.improved + excluded.improved,
         scored = d.scored + excluded.scored,
         original_tenths = d.original_tenths + excluded.original_tenths,
         optimized_tenths = d.optimized_tenths + excluded.optimized_tenths,
         model_calls = d.model_calls + excluded.model_calls,
         input_tokens = d.input_tokens + excluded.input_tokens,
         output_tokens = d.output_tokens + excluded.output_tokens,
         cached_input_tokens = d.cached_input_tokens + excluded.cached_input_tokens,
         cache_write_input_tokens = d.cache_write_input_tokens + excluded.cache_write_input_tokens,
         reasoning_tokens = d.reasoning_tokens + excluded.reasoning_tokens,
         cost_micros = d.cost_micros + excluded.cost_micros,
         runs_of_unknown_cost = d.runs_of_unknown_cost + excluded.runs_of_unknown_cost,
         duration_ms = d.duration_ms + excluded.duration_ms
$$;

-- A run's figures as a row of sums.
create function promptforge.as_daily_usage(p_figures promptforge.run_figures, p_part text)
returns promptforge.daily_usage
language sql
stable
as $$
  select row(
    p_figures.org_id, p_figures.day, p_part, p_figures.user_id, p_figures.plan_id, p_figures.engine,
    p_figures.model, p_figures.domain, p_figures.succeeded, p_figures.failed, p_figures.canceled,
    p_figures.abandoned, p_figures.passed, p_figures.improved, p_figures.scored,
    p_figures.original_tenths, p_figures.optimized_tenths, p_figures.model_calls,
    p_figures.input_tokens, p_figures.output_tokens, p_figures.cached_input_tokens,
    p_figures.cache_write_input_tokens, p_figures.reasoning_tokens, p_figures.cost_micros,
    p_figures.runs_of_unknown_cost, p_figures.duration_ms
  )::promptforge.daily_usage
$$;

-- Takes turns with others who change the sums of a tenant, until the end of the transaction.
create function promptforge.lock_daily_usage(p_org_id text)
returns void
language sql
volatile
as $$
  select pg_advisory_xact_lock(hashtextextended(jsonb_build_array('promptforge daily usage', p_org_id)::text, 0))
$$;

-- Computes the kept part of some days of a tenant anew.
create function promptforge.sum_days(p_org_id text, p_days date[])
returns void
language plpgsql
volatile
as $$
begin
  perform promptforge.lock_daily_usage(p_org_id);
  delete from promptforge.daily_usage as d
   where d.org_id = p_org_id
     and d.day = any (p_days)
     and d.part = 'kept';
  for v_position in 1..coalesce(cardinality(p_days), 0) loop
    perform promptforge.add_daily_usage(array(
      select promptforge.as_daily_usage(f, 'kept')
        from promptforge.run_figures as f
       where f.org_id = p_org_id
         and f.created_at >= p_days[v_position]::timestamp at time zone 'UTC'
         and f.created_at < (p_days[v_position] + 1)::timestamp at time zone 'UTC'
    ));
  end loop;
end
$$;

-- Brings up to p_limit days of tenants up to date, those after p_after, `{"orgId", "day"}`. What has
-- ended since the last time is looked for with a margin: a run is visible only some time after its
-- end. The time of the first page is given back with the others; once the last page is done, all
-- that had ended by then is summed. A last time that is still to come is the trace of a clock that
-- was wrong: then everything is summed.
create function promptforge.roll_up_v1(
  p_limit integer,
  p_began bigint,
  p_after jsonb,
  p_now timestamptz default null
)
returns jsonb
language plpgsql
volatile
as $$
declare
  v_now     timestamptz := promptforge.store_now(p_now);
  v_began   timestamptz := coalesce(promptforge.from_ms(p_began), v_now);
  v_org_id  text := coalesce(p_after ->> 'orgId', '');
  v_since   timestamptz;
  v_changed record;
  v_days    integer := 0;
  v_next    jsonb;
begin
  select u.done_at - interval '10 minutes'
    into v_since
    from promptforge.upkeep as u
   where u.task = 'roll_up'
     and u.done_at <= v_now;
  for v_changed in
    select r.org_id, promptforge.day_of(r.created_at) as day
      from promptforge.runs as r
     where r.ended_at >= coalesce(v_since, '-infinity')
       and r.org_id >= v_org_id
       and (r.org_id > v_org_id or promptforge.day_of(r.created_at) > (p_after ->> 'day')::date)
     group by r.org_id, promptforge.day_of(r.created_at)
     order by r.org_id, promptforge.day_of(r.created_at)
     limit p_limit
  loop
    perform promptforge.sum_days(v_changed.org_id, array[v_changed.day]);
    v_days := v_days + 1;
    v_next := jsonb_build_object('orgId', v_changed.org_id, 'day', v_changed.day);
  end loop;
  if v_days < p_limit then
    insert into promptforge.upkeep as u (task, done_at)
    values ('roll_up', v_began)
    on conflict (task) do update
       set done_at = case
             when u.done_at > v_now then excluded.done_at
             else greatest(u.done_at, excluded.done_at)
           end;
    v_next := null;
  end if;
  return jsonb_build_object('days', v_days, 'began', promptforge.to_ms(v_began), 'next', v_next);
end
$$;

-- Sums of the days that begin in a range, of a tenant or of one of its users.
create function promptforge.daily_usage_between(p_org_id text, p_user_id text, p_from bigint, p_to bigint)
returns setof promptforge.daily_usage
language plpgsql
stable
as $$
declare
  -- The range said in days, which is what the indexes know.
  v_after date := promptforge.day_of(promptforge.from_ms(p_from) - interval '1 microsecond');
  v_last  date := promptforge.day_of(promptforge.from_ms(p_to) - interval '1 microsecond');
begin
  -- Two statements rather than an "or", so that each goes straight through its index.
  if p_user_id is null then
    return query
      select *
        from promptforge.daily_usage as d
       where d.org_id = p_org_id
         and d.day > v_after
         and d.day <= v_last;
  else
    return query
      select *
        from promptforge.daily_usage as d
       where d.org_id = p_org_id
         and d.user_id = p_user_id
         and d.day > v_after
         and d.day <= v_last;
  end if;
end
$$;

-- Daily sums of a tenant or of one of its users. Sums may outgrow what every caller reads exactly
-- as a number, so they are answered as text.
create function promptforge.daily_usage_v1(
  p_org_id text,
  p_user_id text,
  p_from bigint,
  p_to bigint
)
returns jsonb
language sql
stable
as $$
  select coalesce(
    jsonb_agg(
      jsonb_build_object(
        'day', s.day,
        'planId', s.plan_id,
        'engine', s.engine,
        'model', nullif(s.model, ''),
        'domain', nullif(s.domain, ''),
        'succeeded', s.succeeded,
        'failed', s.failed,
        'canceled', s.canceled,
        'abandoned', s.abandoned,
        'passed', s.passed,
        'improved', s.improved,
        'scored', s.scored,
        'originalTenths', s.original_tenths,
        'optimizedTenths', s.optimized_tenths,
        'modelCalls', s.model_calls,
        'inputTokens', s.input_tokens::text,
        'outputTokens', s.output_tokens::text,
        'cachedInputTokens', s.cached_input_tokens::text,
        'cacheWriteInputTokens', s.cache_write_input_tokens::text,
        'reasoningTokens', s.reasoning_tokens::text,
        'costMicros', s.cost_micros::text,
        'runsOfUnknownCost', s.runs_of_unknown_cost,
        'durationMs', s.duration_ms::text
      )
      order by s.day, s.plan_id, s.engine, s.model, s.domain
    ),
    '[]'
  )
    from (
      select d.day, d.plan_id, d.engine, d.model, d.domain,
             sum(d.succeeded) as succeeded,
             sum(d.failed) as failed,
             sum(d.canceled) as canceled,
             sum(d.abandoned) as abandoned,
             sum(d.passed) as passed,
             sum(d.improved) as improved,
             sum(d.scored) as scored,
             sum(d.original_tenths) as original_tenths,
             sum(d.optimized_tenths) as optimized_tenths,
             sum(d.model_calls) as model_calls,
             sum(d.input_tokens) as input_tokens,
             sum(d.output_tokens) as output_tokens,
             sum(d.cached_input_tokens) as cached_input_tokens,
             sum(d.cache_write_input_tokens) as cache_write_input_tokens,
             sum(d.reasoning_tokens) as reasoning_tokens,
             sum(d.cost_micros) as cost_micros,
             sum(d.runs_of_unknown_cost) as runs_of_unknown_cost,
             sum(d.duration_ms) as duration_ms
        from promptforge.daily_usage_between(p_org_id, p_user_id, p_from, p_to) as d
       group by d.day, d.plan_id, d.engine, d.model, d.domain
    ) as s
$$;

-- Clears a user from their sums, which are added to those of nobody; returns how many were changed.
create function promptforge.erase_user_daily_usage_v1(p_org_id text, p_user_id text)
returns jsonb
language plpgsql
volatile
as $$
declare
  v_sums promptforge.daily_usage[];
begin
  if p_user_id = '' then
    return to_jsonb(0);
  end if;
  perform promptforge.lock_daily_usage(p_org_id);
  with erased as (
    delete from promptforge.daily_usage as d
     where d.org_id = p_org_id
       and d.user_id = p_user_id
    returning d.*
  )
  select array_agg(e::promptforge.daily_usage)
    into v_sums
    from erased as e;
  for v_position in 1..coalesce(cardinality(v_sums), 0) loop
    v_sums[v_position].user_id := '';
  end loop;
  perform promptforge.add_daily_usage(v_sums);
  return to_jsonb(coalesce(cardinality(v_sums), 0));
end
$$;

-- Deletes ended runs created before a time, oldest first, with their scores, and adds what they
-- came to to the sums of their days; returns how many.
create or replace function promptforge.purge_runs_v1(p_org_id text, p_before bigint, p_limit integer)
returns jsonb
language plpgsql
volatile
as $$
declare
  v_ids  text[];
  v_sums promptforge.daily_usage[];
begin
  v_ids := array(
    select r.id
      from promptforge.runs as r
     where r.org_id = p_org_id
       and r.created_at < promptforge.from_ms(p_before)
       and r.status <> 'reserved'
     order by r.created_at, r.id
     limit p_limit
       for update skip locked
  );
  if cardinality(v_ids) = 0 then
    return to_jsonb(0);
  end if;
  v_sums := array(
    select promptforge.as_daily_usage(f, 'purged')
      from promptforge.run_figures as f
     where f.org_id = p_org_id
       and f.id = any (v_ids)
  );
  delete from promptforge.scores as s
   where s.org_id = p_org_id
     and s.run_id = any (v_ids);
  delete from promptforge.runs as r
   where r.org_id = p_org_id
     and r.id = any (v_ids);
  perform promptforge.lock_daily_usage(p_org_id);
  perform promptforge.add_daily_usage(v_sums);
  perform promptforge.sum_days(p_org_id, array(select distinct s.day from unnest(v_sums) as s));
  return to_jsonb(cardinality(v_ids));
end
$$;

-- Claims a task that was last claimed long enough ago, or at a time that is still to come: that is
-- the trace of a clock that was wrong.
create function promptforge.claim_upkeep_v1(p_task text, p_every_ms bigint, p_now timestamptz default null)
returns jsonb
language plpgsql
volatile
as $$
declare
  v_now timestamptz := promptforge.store_now(p_now);
begin
  insert into promptforge.upkeep as u (task, done_at)
  values (p_task, v_now)
  on conflict (task) do update
     set done_at = excluded.done_at
   where u.done_at <= excluded.done_at - make_interval(secs => p_every_ms / 1000.0)
      or u.done_at > excluded.done_at;
  return to_jsonb(found);
end
$$;

-- Tenants that keep a run or bundle created, or an event recorded, before a time; one page of them, by name.
-- Looks at p_limit tenants, so that finding few of them takes no longer. The indexes are walked from
-- tenant to tenant, not from row to row.
create function promptforge.tenants_v1(p_before bigint, p_limit integer, p_after_org_id text)
returns jsonb
language plpgsql
stable
as $$
declare
  v_before timestamptz := promptforge.from_ms(p_before);
  v_org_id text := coalesce(p_after_org_id, '');
  v_found  text[] := '{}';
begin
  for v_looked in 1..p_limit loop
    select least(
             (
               select r.org_id
                 from promptforge.runs as r
                where r.org_id > v_org_id
                order by r.org_id
                limit 1
             ),
             (
               select e.org_id
                 from promptforge.telemetry_events as e
                where e.org_id > v_org_id
                order by e.org_id
                limit 1
             ),
             (
               select b.org_id
                 from promptforge.bundles as b
                where b.org_id > v_org_id
                order by b.org_id
                limit 1
             )
           )
      into v_org_id;
    exit when v_org_id is null;
    if exists (
         select
           from promptforge.runs as r
          where r.org_id = v_org_id
            and r.created_at < v_before
       )
       or exists (
         select
           from promptforge.telemetry_events as e
          where e.org_id = v_org_id
            and e.recorded_at < v_before
       )
       or exists (
         select
           from promptforge.bundles as b
          where b.org_id = v_org_id
            and b.created_at < v_before
       )
    then
      v_found := v_found || v_org_id;
    end if;
  end loop;
  return jsonb_build_object('orgIds', to_jsonb(v_found), 'next', v_org_id);
end
$$;

-- Deletes counters of windows that have long ended; returns how many. There is no index to find
-- them by, since it would slow down each change of a counter, so this is not for every minute.
create function promptforge.sweep_windows_v1(p_limit integer, p_now timestamptz default null)
returns jsonb
language plpgsql
volatile
as $$
declare
  v_now    timestamptz := promptforge.store_now(p_now);
  v_window promptforge.quota_windows;
  v_count  bigint := 0;
begin
  -- One by one: as a join, it may be made by reading all counters once more.
  for v_window in
    select *
      from promptforge.quota_windows as w
     where w.ends_at + 2 * (w.ends_at - w.started_at) <= v_now
     limit p_limit
       for update skip locked
  loop
    delete from promptforge.quota_windows as w
     where w.org_id = v_window.org_id
       and w.user_id = v_window.user_id
       and w.meter = v_window.meter
       and w.period = v_window.period;
    v_count := v_count + 1;
  end loop;
  return to_jsonb(v_count);
end
$$;

revoke execute on all functions in schema promptforge from public;
select promptforge.grant_access();

insert into promptforge.migrations (name)
values ('20261124000300_daily_usage');
