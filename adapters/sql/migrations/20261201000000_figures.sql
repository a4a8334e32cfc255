-- Figures of a product: what runs have measured is summed with them, days are those of one time zone of the
-- installation, and sums over all tenants are kept ready. How often they are summed is up to who calls.
--
-- What was changed in the sums of a tenant is marked, day by day, in the transaction that changes it. Sums of
-- the platform are made anew for the days that have marks, in the transaction that removes those marks it
-- sees. A mark is a row of its own, which nobody waits for: a change that is not visible yet has one that
-- stays. So nothing is lost, whoever dies or works beside whom.
--
-- Servers of the version before go on with the functions they know: they sum the days of tenants, and leave the
-- marks to the others.
--
-- Lock order: rows of runs, the time zone (shared), the sums of a tenant, the sums of the platform. Who
-- changes the time zone holds nothing else; who sums the platform takes no other lock after.

create table promptforge.reporting (
  only_one  boolean primary key default true check (only_one),
  -- IANA name of the time zone whose days are summed.
  time_zone text collate "C" not null
);

alter table promptforge.reporting enable row level security;

insert into promptforge.reporting (time_zone)
values ('UTC');

-- Tenants whose kept sums are on days of another time zone than the one that is in force.
create table promptforge.outdated_tenants (
  org_id text collate "C" primary key
);

alter table promptforge.outdated_tenants enable row level security;

-- Days on which sums of a tenant have changed since those of the platform were made.
create table promptforge.changed_days (
  day date not null,
  id  bigint generated always as identity,
  primary key (day, id)
);

alter table promptforge.changed_days enable row level security;

-- What was measured in a run: whole numbers by name; null for none.
alter table promptforge.runs
  add column measures jsonb;

-- Runs of all tenants by time. Without tenant and id, of which few share a time: while a table is nearly
-- empty, an index that has them would be taken to look up a run. It says the same twice, as only those ask who
-- ask for all tenants: for one of them it would be a detour past the runs of all the others.
create index runs_by_time
    on promptforge.runs (created_at)
 where ended_at is not null
   and status <> 'reserved';

-- Of runs that were purged before, the operation is not known any more: nearly all were this.
alter table promptforge.daily_usage
  add column operation text collate "C" not null default 'optimize',
  -- Empty for prompts that no module made.
  add column module text collate "C" not null default '';

alter table promptforge.daily_usage
  alter column operation drop default,
  alter column module drop default,
  drop constraint daily_usage_pkey,
  add primary key (org_id, day, part, user_id, plan_id, engine, model, domain, operation, module);

create index daily_usage_by_day
    on promptforge.daily_usage (day, user_id);

-- What the measures of the runs of a day of a tenant add up to, in two parts, as the sums.
create table promptforge.daily_measures (
  org_id  text collate "C" not null,
  day     date not null,
  part    text collate "C" not null check (part in ('kept', 'purged')),
  plan_id text collate "C" not null,
  -- Empty for the rules engine.
  model   text collate "C" not null,
  -- Empty for prompts that no module made.
  module  text collate "C" not null,
  names   text[] not null,
  amounts numeric[] not null,
  primary key (org_id, day, part, plan_id, model, module)
);

create index daily_measures_by_day
    on promptforge.daily_measures (day);

alter table promptforge.daily_measures enable row level security;

-- Sums over all tenants.
create table promptforge.platform_usage (
  day                      date not null,
  plan_id                  text collate "C" not null,
  engine                   text collate "C" not null,
  model                    text collate "C" not null,
  operation                text collate "C" not null,
  module                   text collate "C" not null,
  succeeded                bigint not null,
  failed                   bigint not null,
  canceled                 bigint not null,
  abandoned                bigint not null,
  passed                   bigint not null,
  improved                 bigint not null,
  scored                   bigint not null,
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
  primary key (day, plan_id, engine, model, operation, module)
);

alter table promptforge.platform_usage enable row level security;

-- Measures of all tenants by model: of all runs, of those of a plan, and of those of a module.
create table promptforge.platform_measures (
  day     date not null,
  family  text collate "C" not null check (family in ('all', 'plan', 'module')),
  -- The plan or the module; empty for all.
  subject text collate "C" not null,
  model   text collate "C" not null,
  names   text[] not null,
  amounts numeric[] not null,
  primary key (day, family, subject, model)
);

alter table promptforge.platform_measures enable row level security;

-- Who had a run on a day, in any tenant.
create table promptforge.platform_user_days (
  day     date not null,
  user_id text collate "C" not null,
  primary key (day, user_id)
);

alter table promptforge.platform_user_days enable row level security;

-- Who had a run in a month, in any tenant, and the month of the first one they had.
create table promptforge.platform_user_months (
  user_id text collate "C" not null,
  month   date not null,
  cohort  date not null,
  primary key (user_id, month)
);

create index platform_user_months_by_month
    on promptforge.platform_user_months (month);

create index platform_user_months_by_cohort
    on promptforge.platform_user_months (cohort, month);

alter table promptforge.platform_user_months enable row level security;

-- How many people had a run in a day, a week or a month, in any tenant.
create table promptforge.platform_actives (
  "interval" text collate "C" not null check ("interval" in ('day', 'week', 'month')),
  first_day  date not null,
  users      bigint not null,
  primary key ("interval", first_day)
);

alter table promptforge.platform_actives enable row level security;

create or replace function promptforge.figures_from(p_input jsonb, p_result jsonb, p_remembered jsonb)
returns jsonb
language sql
stable
as $$
  select jsonb_strip_nulls(jsonb_build_object(
      'domain', p_input #> '{sevenD,values,domain}',
      'module', p_input #> '{module,id}',
      'passed', p_result #>> '{gate,outcome}' = 'pass',
      'improved', p_result -> 'improved',
      'original', p_result #> '{original,score,composite}',
      'optimized', p_result #> '{optimized,score,composite}'
    ))
    || coalesce(p_remembered, '{}')
$$;

-- What of a result figures are made of: whether the gate was passed, wherever there is one; all the rest
-- of optimizations alone.
create function promptforge.judged_result(p_operation text, p_result jsonb)
returns jsonb
language sql
stable
as $$
  select case p_operation
    when 'optimize' then p_result
    when 'score' then jsonb_build_object('gate', p_result -> 'gate')
  end
$$;

create or replace function promptforge.figures_of(p_run promptforge.runs)
returns jsonb
language sql
stable
as $$
  select promptforge.figures_from(
    p_run.input, promptforge.judged_result(p_run.operation, p_run.result), p_run.figures
  )
$$;

-- As before, with what was measured.
create or replace function promptforge.end_runs(p_ends jsonb, p_now timestamptz)
returns bigint
language plpgsql
volatile
as $$
declare
  v_count bigint;
begin
  update promptforge.runs as r
     set status = e.ending,
         user_id = case when r.input is null then '' else r.user_id end,
         fingerprint = case when r.input is null then '' else r.fingerprint end,
         idempotency_key = case
           when r.input is not null
             and (
               e.ending = 'succeeded'
               or (e."freesKey" is not true and (e.calls > 0 or e.tokens > 0 or e.cost > 0))
             )
           then r.idempotency_key
         end,
         figures = promptforge.figures_from(r.input, promptforge.judged_result(r.operation, e.result), r.figures),
         measures = nullif(e.measures, '{}'),
         ended_at = p_now,
         result = case when r.input is not null then e.result end,
         error = e.error,
         input_tokens = e."inputTokens",
         output_tokens = e."outputTokens",
         cached_input_tokens = e."cachedInputTokens",
         cache_write_input_tokens = e."cacheWriteInputTokens",
         reasoning_tokens = e."reasoningTokens",
         model_calls = e."modelCalls",
         cost_micros = e."costMicros",
         estimated = e.estimated,
         in_flight = null,
         holder = case when e.ending = 'abandoned' then r.holder end,
         held_until = null,
         answers = null,
         charged_calls = e.calls,
         charged_tokens = e.tokens,
         charged_cost = e.cost
    from (
           select *
             from jsonb_to_recordset(p_ends) as u (
                    "orgId" text, "runId" text, ending text, result jsonb, error jsonb, "inputTokens" bigint,
                    "outputTokens" bigint, "cachedInputTokens" bigint, "cacheWriteInputTokens" bigint,
                    "reasoningTokens" bigint, "modelCalls" bigint, "costMicros" bigint, estimated boolean,
                    calls bigint, tokens bigint, cost bigint, "freesKey" boolean, measures jsonb
                  )
            limit jsonb_array_length(p_ends)
         ) as e
   where r.org_id = e."orgId"
     and r.id = e."runId";
  get diagnostics v_count = row_count;
  return v_count;
end
$$;

update promptforge.runs as r
   set figures = promptforge.figures_of(r)
 where r.ended_at is not null
   and (r.input ? 'module' or r.operation = 'score');

-- The day that it is at a time in a time zone.
create function promptforge.day_in(p_at timestamptz, p_time_zone text)
returns date
language sql
stable
as $$
  select (p_at at time zone p_time_zone)::date
$$;

-- The day that it is at a time in the time zone in force.
create or replace function promptforge.day_of(p_at timestamptz)
returns date
language sql
stable
as $$
  select promptforge.day_in(p_at, z.time_zone)
    from promptforge.reporting as z
$$;

drop function promptforge.as_daily_usage(promptforge.run_figures, text);
drop view promptforge.run_figures;

-- What one ended run adds to the sums of its day.
create view promptforge.run_figures
with (security_invoker = true)
as
select r.org_id,
       r.id,
       r.created_at,
       promptforge.day_in(r.created_at, (select z.time_zone from promptforge.reporting as z)) as day,
       r.user_id,
       r.plan_id,
       r.engine,
       coalesce(r.model, '') as model,
       coalesce(r.figures ->> 'domain', '') as domain,
       r.operation,
       coalesce(r.figures ->> 'module', '') as module,
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
       promptforge.to_ms(r.ended_at) - promptforge.to_ms(r.created_at) as duration_ms,
       r.measures
  from promptforge.runs as r
 where r.ended_at is not null;

-- Adds sums to those that are there.
create or replace function promptforge.add_daily_usage(p_sums promptforge.daily_usage[])
returns void
language sql
volatile
as $$
  insert into promptforge.daily_usage as d
    (org_id, day, part, user_id, plan_id, engine, model, domain, operation, module,
    succeeded, failed, canceled, abandoned, passed, improved,
    scored, original_tenths, optimized_tenths, model_calls, input_tokens, output_tokens,
    cached_input_tokens, cache_write_input_tokens, reasoning_tokens, cost_micros, runs_of_unknown_cost, duration_ms)
  select s.org_id, s.day, s.part, s.user_id, s.plan_id, s.engine, s.model, s.domain, s.operation, s.module,
         sum(s.succeeded), sum(s.failed), sum(s.canceled), sum(s.abandoned),
         sum(s.passed), sum(s.improved), sum(s.scored), sum(s.original_tenths),
         sum(s.optimized_tenths), sum(s.model_calls), sum(s.input_tokens), sum(s.output_tokens),
         sum(s.cached_input_tokens), sum(s.cache_write_input_tokens), sum(s.reasoning_tokens), sum(s.cost_micros),
         sum(s.runs_of_unknown_cost), sum(s.duration_ms)
    from unnest(p_sums) as s
   group by s.org_id, s.day, s.part, s.user_id, s.plan_id, s.engine, s.model, s.domain, s.operation, s.module
  on conflict (org_id, day, part, user_id, plan_id, engine, model, domain, operation, module) do update
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

-- Keeps the time zone of days as it is until the end of the transaction, and tells it.
create function promptforge.reporting_time_zone()
returns text
language plpgsql
volatile
as $$
begin
  perform pg_advisory_xact_lock_shared(hashtextextended('promptforge reporting time zone', 0));
  return (select z.time_zone from promptforge.reporting as z);
end
$$;

-- Takes turns with others who change the sums of the platform, until the end of the transaction.
create function promptforge.lock_platform()
returns void
language sql
volatile
as $$
  select pg_advisory_xact_lock(hashtextextended('promptforge platform sums', 0))
$$;

-- Adds what runs that are about to be purged come to to the purged part of their days. The caller has
-- locked the sums of the tenant.
create function promptforge.sum_purged_runs(p_org_id text, p_ids text[])
returns void
language sql
volatile
as $$
  insert into promptforge.daily_usage as d
    (org_id, day, part, user_id, plan_id, engine, model, domain, operation, module,
    succeeded, failed, canceled, abandoned, passed, improved,
    scored, original_tenths, optimized_tenths, model_calls, input_tokens, output_tokens,
    cached_input_tokens, cache_write_input_tokens, reasoning_tokens, cost_micros, runs_of_unknown_cost, duration_ms)
  select f.org_id, f.day, 'purged', f.user_id, f.plan_id, f.engine, f.model, f.domain, f.operation, f.module,
         sum(f.succeeded), sum(f.failed), sum(f.canceled), sum(f.abandoned),
         sum(f.passed), sum(f.improved), sum(f.scored), sum(f.original_tenths),
         sum(f.optimized_tenths), sum(f.model_calls), sum(f.input_tokens), sum(f.output_tokens),
         sum(f.cached_input_tokens), sum(f.cache_write_input_tokens), sum(f.reasoning_tokens), sum(f.cost_micros),
         sum(f.runs_of_unknown_cost), sum(f.duration_ms)
    from promptforge.run_figures as f
   where f.org_id = p_org_id
     and f.id = any (p_ids)
   group by f.org_id, f.day, f.user_id, f.plan_id, f.engine, f.model, f.domain, f.operation, f.module
  on conflict (org_id, day, part, user_id, plan_id, engine, model, domain, operation, module) do update
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
         duration_ms = d.duration_ms + excluded.duration_ms;

  insert into promptforge.daily_measures as d (org_id, day, part, plan_id, model, module, names, amounts)
  select p_org_id, m.day, 'purged', m.plan_id, m.model, m.module, array_agg(m.name), array_agg(m.amount)
    from (
           select f.day, f.plan_id, f.model, f.module, e.name, sum(e.amount::numeric) as amount
             from promptforge.run_figures as f
            cross join jsonb_each(f.measures) as e (name, amount)
            where f.org_id = p_org_id
              and f.id = any (p_ids)
            group by f.day, f.plan_id, f.model, f.module, e.name
         ) as m
   group by m.day, m.plan_id, m.model, m.module
  on conflict (org_id, day, part, plan_id, model, module) do update
     set (names, amounts) = (
           select array_agg(b.name), array_agg(b.amount)
             from (
                    select a.name, sum(a.amount) as amount
                      from (
                             select *
                               from unnest(d.names, d.amounts)
                              union all
                             select *
                               from unnest(excluded.names, excluded.amounts)
                           ) as a (name, amount)
                     group by a.name
                  ) as b
         );
$$;

-- Computes the kept part of some days of a tenant anew. Those of a tenant whose days are of another time
-- zone all go: whoever has changed it sums everything.
create or replace function promptforge.sum_days(p_org_id text, p_days date[])
returns void
language plpgsql
volatile
set jit = off
as $$
declare
  v_time_zone text := promptforge.reporting_time_zone();
  -- A day may begin, and end, up to some hours beside its midnight, where clocks are changed.
  v_from      timestamptz;
  v_to        timestamptz;
begin
  perform promptforge.lock_daily_usage(p_org_id);
  delete from promptforge.outdated_tenants as t
   where t.org_id = p_org_id;
  if found then
    insert into promptforge.changed_days (day)
    select distinct d.day
      from promptforge.daily_usage as d
     where d.org_id = p_org_id
       and d.part = 'kept';
    delete from promptforge.daily_usage as d
     where d.org_id = p_org_id
       and d.part = 'kept';
    delete from promptforge.daily_measures as d
     where d.org_id = p_org_id
       and d.part = 'kept';
  end if;
  select min(d.day)::timestamp at time zone v_time_zone - interval '3 hours',
         (max(d.day) + 1)::timestamp at time zone v_time_zone + interval '3 hours'
    into v_from, v_to
    from unnest(p_days) as d (day);

  delete from promptforge.daily_usage as d
   where d.org_id = p_org_id
     and d.day = any (p_days)
     and d.part = 'kept';
  insert into promptforge.daily_usage
    (org_id, day, part, user_id, plan_id, engine, model, domain, operation, module,
    succeeded, failed, canceled, abandoned, passed, improved,
    scored, original_tenths, optimized_tenths, model_calls, input_tokens, output_tokens,
    cached_input_tokens, cache_write_input_tokens, reasoning_tokens, cost_micros, runs_of_unknown_cost, duration_ms)
  select f.org_id, f.day, 'kept', f.user_id, f.plan_id, f.engine, f.model, f.domain, f.operation, f.module,
         sum(f.succeeded), sum(f.failed), sum(f.canceled), sum(f.abandoned),
         sum(f.passed), sum(f.improved), sum(f.scored), sum(f.original_tenths),
         sum(f.optimized_tenths), sum(f.model_calls), sum(f.input_tokens), sum(f.output_tokens),
         sum(f.cached_input_tokens), sum(f.cache_write_input_tokens), sum(f.reasoning_tokens), sum(f.cost_micros),
         sum(f.runs_of_unknown_cost), sum(f.duration_ms)
    from promptforge.run_figures as f
   where f.org_id = p_org_id
     and f.created_at >= v_from
     and f.created_at < v_to
     and f.day = any (p_days)
   group by f.org_id, f.day, f.user_id, f.plan_id, f.engine, f.model, f.domain, f.operation, f.module;

  delete from promptforge.daily_measures as d
   where d.org_id = p_org_id
     and d.day = any (p_days)
     and d.part = 'kept';
  insert into promptforge.daily_measures (org_id, day, part, plan_id, model, module, names, amounts)
  select p_org_id, m.day, 'kept', m.plan_id, m.model, m.module, array_agg(m.name), array_agg(m.amount)
    from (
           select f.day, f.plan_id, f.model, f.module, e.name, sum(e.amount::numeric) as amount
             from promptforge.run_figures as f
            cross join jsonb_each(f.measures) as e (name, amount)
            where f.org_id = p_org_id
              and f.created_at >= v_from
              and f.created_at < v_to
              and f.day = any (p_days)
            group by f.day, f.plan_id, f.model, f.module, e.name
         ) as m
   group by m.day, m.plan_id, m.model, m.module;

  insert into promptforge.changed_days (day)
  select distinct d.day
    from unnest(p_days) as d (day);
end
$$;

-- Makes the sums of one day over all tenants anew, and counts its people and those of its week and month.
create function promptforge.sum_platform_day(p_day date)
returns void
language plpgsql
volatile
set jit = off
as $$
declare
  v_month date := date_trunc('month', p_day);
  v_week  date := date_trunc('week', p_day);
  v_come  text[];
  v_gone  text[];
begin
  perform promptforge.lock_platform();
  delete from promptforge.changed_days as c
   where c.day = p_day;

  delete from promptforge.platform_usage as u
   where u.day = p_day;
  insert into promptforge.platform_usage
    (day, plan_id, engine, model, operation, module,
    succeeded, failed, canceled, abandoned, passed, improved,
    scored, original_tenths, optimized_tenths, model_calls, input_tokens, output_tokens,
    cached_input_tokens, cache_write_input_tokens, reasoning_tokens, cost_micros, runs_of_unknown_cost, duration_ms)
  select d.day, d.plan_id, d.engine, d.model, d.operation, d.module,
         sum(d.succeeded), sum(d.failed), sum(d.canceled), sum(d.abandoned),
         sum(d.passed), sum(d.improved), sum(d.scored), sum(d.original_tenths),
         sum(d.optimized_tenths), sum(d.model_calls), sum(d.input_tokens), sum(d.output_tokens),
         sum(d.cached_input_tokens), sum(d.cache_write_input_tokens), sum(d.reasoning_tokens), sum(d.cost_micros),
         sum(d.runs_of_unknown_cost), sum(d.duration_ms)
    from promptforge.daily_usage as d
   where d.day = p_day
   group by d.day, d.plan_id, d.engine, d.model, d.operation, d.module;

  delete from promptforge.platform_measures as m
   where m.day = p_day;
  insert into promptforge.platform_measures (day, family, subject, model, names, amounts)
  select p_day, s.family, s.subject, s.model, array_agg(s.name), array_agg(s.amount)
    from (
           select case
                    when grouping(e.plan_id) = 0 then 'plan'
                    when grouping(e.module) = 0 then 'module'
                    else 'all'
                  end as family,
                  coalesce(e.plan_id, e.module, '') as subject,
                  e.model,
                  e.name,
                  sum(e.amount) as amount
             from (
                    select d.plan_id, d.module, d.model, a.name, sum(a.amount) as amount
                      from promptforge.daily_measures as d
                     cross join unnest(d.names, d.amounts) as a (name, amount)
                     where d.day = p_day
                     group by d.plan_id, d.module, d.model, a.name
                  ) as e
            group by grouping sets ((e.model, e.name), (e.plan_id, e.model, e.name), (e.module, e.model, e.name))
         ) as s
   -- Nobody asks for the runs of no module.
   where s.family <> 'module' or s.subject <> ''
   group by s.family, s.subject, s.model;

  with gone as (
    delete from promptforge.platform_user_days as p
     where p.day = p_day
       and not exists (
         select
           from promptforge.daily_usage as d
          where d.day = p_day
            and d.user_id = p.user_id
       )
    returning p.user_id
  )
  select array_agg(g.user_id)
    into v_gone
    from gone as g;
  with come as (
    insert into promptforge.platform_user_days as p (day, user_id)
    select distinct d.day, d.user_id
      from promptforge.daily_usage as d
     where d.day = p_day
       and d.user_id <> ''
    on conflict (day, user_id) do nothing
    returning p.user_id
  )
  select array_agg(c.user_id)
    into v_come
    from come as c;
  insert into promptforge.platform_user_months (user_id, month, cohort)
  select c.user_id, v_month, v_month
    from unnest(v_come) as c (user_id)
  on conflict (user_id, month) do nothing;
  perform promptforge.leave_months(v_gone, v_month, v_month);
  perform promptforge.find_cohorts(v_come || v_gone);

  insert into promptforge.platform_actives as a ("interval", first_day, users)
  select 'day', p_day, count(*)
    from promptforge.platform_user_days as p
   where p.day = p_day
   union all
  select 'week', v_week, count(distinct p.user_id)
    from promptforge.platform_user_days as p
   where p.day >= v_week
     and p.day < v_week + 7
   union all
  select 'month', v_month, count(*)
    from promptforge.platform_user_months as p
   where p.month = v_month
  on conflict ("interval", first_day) do update
     set users = excluded.users;
end
$$;

-- Forgets the months, from one to another, in which users have no days any more.
create function promptforge.leave_months(p_user_ids text[], p_first date, p_last date)
returns void
language sql
volatile
as $$
  delete from promptforge.platform_user_months as m
   where m.user_id = any (p_user_ids)
     and m.month between p_first and p_last
     and not exists (
       select
         from promptforge.platform_user_days as p
        where p.day >= m.month
          and p.day < m.month + interval '1 month'
          and p.user_id = m.user_id
     )
$$;

-- Finds the first months of users anew.
create function promptforge.find_cohorts(p_user_ids text[])
returns void
language sql
volatile
as $$
  update promptforge.platform_user_months as m
     set cohort = f.month
    from (
           select p.user_id, min(p.month) as month
             from promptforge.platform_user_months as p
            where p.user_id = any (p_user_ids)
            group by p.user_id
         ) as f
   where m.user_id = any (p_user_ids)
     and m.user_id = f.user_id
     and m.cohort <> f.month
$$;

-- Turns to the days of another time zone. What is kept of tenants is summed anew when their turn comes.
create function promptforge.turn_to_time_zone(p_time_zone text)
returns boolean
language plpgsql
volatile
as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('promptforge reporting time zone', 0));
  -- Fails for one that does not exist.
  perform now() at time zone p_time_zone;
  update promptforge.reporting as z
     set time_zone = p_time_zone
   where z.time_zone <> p_time_zone;
  if not found then
    return false;
  end if;
  insert into promptforge.outdated_tenants (org_id)
  with recursive tenants as (
    select min(d.org_id) as org_id
      from promptforge.daily_usage as d
     union all
    select (
             select min(d.org_id)
               from promptforge.daily_usage as d
              where d.org_id > t.org_id
           )
      from tenants as t
     where t.org_id is not null
  )
  select t.org_id
    from tenants as t
   where t.org_id is not null
  on conflict (org_id) do nothing;
  delete from promptforge.upkeep as u
   where u.task = 'roll_up';
  return true;
end
$$;

-- Brings sums up to date, a step at a time: first up to p_limit days of tenants, in the order of tenants and
-- days, then days of the platform. A step begins after what p_after, the `next` of the one before, names.
-- What has ended since the last time is looked for with a margin: a run is visible only some time after its
-- end. The time of the first step is given on to the others; once the last is done, all that had ended by
-- then is summed. A last time that is still to come is the trace of a clock that was wrong: then, and in
-- another time zone, everything is summed.
create function promptforge.roll_up_v2(
  p_limit integer,
  p_after jsonb,
  p_time_zone text,
  p_now timestamptz default null
)
returns jsonb
language plpgsql
volatile
as $$
declare
  c_platform_days constant integer := 4;
  v_now      timestamptz := promptforge.store_now(p_now);
  v_began    bigint := coalesce((p_after ->> 'began')::bigint, promptforge.to_ms(v_now));
  v_org_id   text := coalesce(p_after ->> 'orgId', '');
  v_day      date := coalesce((p_after ->> 'day')::date, '-infinity');
  v_platform boolean := coalesce((p_after ->> 'platform')::boolean, false);
  v_since    timestamptz;
  v_found    record;
  v_changed  date[];
  v_days     integer := 0;
begin
  if p_time_zone <> (select z.time_zone from promptforge.reporting as z)
    and promptforge.turn_to_time_zone(p_time_zone)
  then
    return jsonb_build_object('days', 0, 'next', jsonb_build_object('began', v_began));
  end if;

  if not v_platform then
    select u.done_at - interval '10 minutes'
      into v_since
      from promptforge.upkeep as u
     where u.task = 'roll_up'
       and u.done_at <= v_now;
    if v_since is not null then
      for v_found in
        select r.org_id, promptforge.day_in(r.created_at, p_time_zone) as day
          from promptforge.runs as r
         where r.ended_at >= v_since
           and r.org_id >= v_org_id
           and (r.org_id > v_org_id or promptforge.day_in(r.created_at, p_time_zone) > v_day)
         group by r.org_id, promptforge.day_in(r.created_at, p_time_zone)
         order by r.org_id, promptforge.day_in(r.created_at, p_time_zone)
         limit p_limit
      loop
        perform promptforge.sum_days(v_found.org_id, array[v_found.day]);
        v_days := v_days + 1;
        v_org_id := v_found.org_id;
        v_day := v_found.day;
      end loop;
    else
      while v_days < p_limit loop
        select r.org_id, r.created_at
          into v_found
          from promptforge.runs as r
         where (r.org_id, r.created_at) >= (v_org_id, (v_day + 1)::timestamp at time zone p_time_zone - interval '3 hours')
           and (r.org_id > v_org_id or promptforge.day_in(r.created_at, p_time_zone) > v_day)
           and r.ended_at is not null
         order by r.org_id, r.created_at
         limit 1;
        exit when not found;
        v_changed := array(
          select distinct n.day
            from (
                   select promptforge.day_in(r.created_at, p_time_zone) as day
                     from promptforge.runs as r
                    where r.org_id = v_found.org_id
                      and r.created_at >= v_found.created_at
                      and r.ended_at is not null
                    order by r.created_at
                    limit 2000
                 ) as n
           order by n.day
           limit p_limit - v_days
        );
        perform promptforge.sum_days(v_found.org_id, v_changed);
        v_days := v_days + cardinality(v_changed);
        v_org_id := v_found.org_id;
        v_day := v_changed[cardinality(v_changed)];
      end loop;
    end if;
    if v_days >= p_limit then
      return jsonb_build_object(
        'days', v_days,
        'next', jsonb_build_object('began', v_began, 'orgId', v_org_id, 'day', v_day)
      );
    end if;
    if exists (select from promptforge.changed_days) then
      return jsonb_build_object(
        'days', v_days,
        'next', jsonb_build_object('began', v_began, 'platform', true)
      );
    end if;
  else
    for v_position in 1..c_platform_days loop
      select min(c.day)
        into v_day
        from promptforge.changed_days as c
       where c.day > v_day;
      exit when v_day is null;
      perform promptforge.sum_platform_day(v_day);
    end loop;
    if v_day is not null then
      return jsonb_build_object(
        'days', 0,
        'next', jsonb_build_object('began', v_began, 'platform', true, 'day', v_day)
      );
    end if;
  end if;

  insert into promptforge.upkeep as u (task, done_at)
  values ('roll_up', promptforge.from_ms(v_began))
  on conflict (task) do update
     set done_at = case
           when u.done_at > v_now then excluded.done_at
           else greatest(u.done_at, excluded.done_at)
         end;
  return jsonb_build_object('days', v_days, 'next', null);
end
$$;

-- Sums of the days that begin in a range, of a tenant or of one of its users.
create or replace function promptforge.daily_usage_between(p_org_id text, p_user_id text, p_from bigint, p_to bigint)
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

-- As before; runs that passed a gate without being optimized are not counted in `passed`.
create or replace function promptforge.daily_usage_v1(
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
             coalesce(sum(d.passed) filter (where d.operation = 'optimize'), 0) as passed,
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

-- Clears a user from their sums, which are added to those of nobody; returns how many were changed. Who has
-- no sums left on a day is not among the people of that day any more.
create or replace function promptforge.erase_user_daily_usage_v1(p_org_id text, p_user_id text)
returns jsonb
language plpgsql
volatile
as $$
declare
  v_sums promptforge.daily_usage[];
  v_days date[];
begin
  if p_user_id = '' then
    return to_jsonb(0);
  end if;
  perform promptforge.reporting_time_zone();
  perform promptforge.lock_daily_usage(p_org_id);
  with erased as (
    delete from promptforge.daily_usage as d
     where d.org_id = p_org_id
       and d.user_id = p_user_id
    returning d.*
  )
  select array_agg(e::promptforge.daily_usage), array_agg(distinct e.day)
    into v_sums, v_days
    from erased as e;
  if v_sums is null then
    return to_jsonb(0);
  end if;
  for v_position in 1..cardinality(v_sums) loop
    v_sums[v_position].user_id := '';
  end loop;
  perform promptforge.add_daily_usage(v_sums);
  insert into promptforge.changed_days (day)
  select d.day
    from unnest(v_days) as d (day);

  perform promptforge.lock_platform();
  delete from promptforge.platform_user_days as p
   where p.user_id = p_user_id
     and p.day = any (v_days)
     and not exists (
       select
         from promptforge.daily_usage as d
        where d.day = p.day
          and d.user_id = p_user_id
     );
  perform promptforge.leave_months(
    array[p_user_id],
    (select date_trunc('month', min(d.day))::date from unnest(v_days) as d (day)),
    (select max(d.day) from unnest(v_days) as d (day))
  );
  perform promptforge.find_cohorts(array[p_user_id]);
  return to_jsonb(cardinality(v_sums));
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
  v_days date[];
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
  perform promptforge.reporting_time_zone();
  perform promptforge.lock_daily_usage(p_org_id);
  perform promptforge.sum_purged_runs(p_org_id, v_ids);
  v_days := array(
    select distinct f.day
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
  perform promptforge.sum_days(p_org_id, v_days);
  return to_jsonb(cardinality(v_ids));
end
$$;

-- What one user has done in a stretch of time: ended runs, by the day they were created in a time zone.
create function promptforge.user_metrics_v2(
  p_org_id text,
  p_user_id text,
  p_from bigint,
  p_to bigint,
  p_time_zone text
)
returns jsonb
language sql
stable
as $$
  with ended as materialized (
    select r.status,
           r.status = 'succeeded' as succeeded,
           to_char(r.created_at at time zone p_time_zone, 'YYYY-MM-DD') as day,
           r.input_tokens + r.output_tokens as tokens,
           r.cost_micros,
           r.input #>> '{sevenD,values,domain}' as domain,
           r.input #>> '{module,id}' as module,
           o.result #>> '{gate,outcome}' as gate,
           (o.result ->> 'improved')::boolean as improved,
           (o.result #>> '{original,score,composite}')::numeric as original,
           (o.result #>> '{optimized,score,composite}')::numeric as optimized
      from promptforge.runs as r
     cross join lateral (select case r.operation when 'optimize' then r.result end) as o (result)
     where r.org_id = p_org_id
       and r.user_id = p_user_id
       and r.created_at >= promptforge.from_ms(p_from)
       and r.created_at < promptforge.from_ms(p_to)
       and r.status <> 'reserved'
  ),
  by_domain as (
    select e.domain, count(*) as runs
      from ended as e
     where e.domain is not null
     group by e.domain
  ),
  by_module as (
    select e.module, count(*) as runs
      from ended as e
     where e.module is not null
     group by e.module
  ),
  by_day as (
    select e.day,
           count(*) as runs,
           count(*) filter (where e.succeeded) as succeeded,
           round(avg(e.optimized) filter (where e.succeeded), 1) as mean_score
      from ended as e
     group by e.day
  )
  select jsonb_build_object(
    'runs', jsonb_build_object(
      'succeeded', count(*) filter (where e.succeeded),
      'failed', count(*) filter (where e.status = 'failed'),
      'canceled', count(*) filter (where e.status = 'canceled'),
      'abandoned', count(*) filter (where e.status = 'abandoned')
    ),
    'passed', count(*) filter (where e.succeeded and e.gate = 'pass'),
    'improved', count(*) filter (where e.succeeded and e.improved),
    'meanOriginal', round(avg(e.original) filter (where e.succeeded), 1),
    'meanOptimized', round(avg(e.optimized) filter (where e.succeeded), 1),
    'tokens', coalesce(sum(e.tokens), 0)::text,
    'costMicros', coalesce(sum(e.cost_micros), 0)::text,
    'runsOfUnknownCost', count(*) filter (where e.cost_micros is null),
    'domains', (
      select coalesce(
        jsonb_agg(
          jsonb_build_object('domain', d.domain, 'runs', d.runs)
          order by d.runs desc, d.domain collate "C"
        ),
        '[]'
      )
        from by_domain as d
    ),
    'modules', (
      select coalesce(
        jsonb_agg(
          jsonb_build_object('moduleId', m.module, 'runs', m.runs)
          order by m.runs desc, m.module collate "C"
        ),
        '[]'
      )
        from by_module as m
    ),
    'days', (
      select coalesce(
        jsonb_agg(
          jsonb_build_object('day', d.day, 'runs', d.runs, 'succeeded', d.succeeded, 'meanScore', d.mean_score)
          order by d.day
        ),
        '[]'
      )
        from by_day as d
    )
  )
    from ended as e
$$;

-- The same, with the place in the stream of events from which on nothing is counted in it yet.
create function promptforge.user_metrics_snapshot_v2(
  p_org_id text,
  p_user_id text,
  p_from bigint,
  p_to bigint,
  p_time_zone text
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
      'metrics', promptforge.user_metrics_v2(p_org_id, p_user_id, p_from, p_to, p_time_zone),
      'until', jsonb_build_object('life', v_life, 'snapshot', pg_current_snapshot()::text)
    )
  );
end
$$;

-- The time zone of the days of sums, and what they are up to.
create function promptforge.summed_v1()
returns jsonb
language sql
stable
as $$
  select jsonb_build_object(
    'timeZone', z.time_zone,
    'until', (
      select promptforge.to_ms(u.done_at)
        from promptforge.upkeep as u
       where u.task = 'roll_up'
    )
  )
    from promptforge.reporting as z
$$;

-- Sums of some days, of a tenant or of all of them.
create function promptforge.usage_between(
  p_org_id text,
  p_first date,
  p_last date,
  p_plan_id text,
  p_model text,
  p_module_id text
)
returns setof promptforge.platform_usage
language plpgsql
stable
as $$
begin
  if p_org_id is null then
    return query
      select *
        from promptforge.platform_usage as u
       where u.day between p_first and p_last
         and (p_plan_id is null or u.plan_id = p_plan_id)
         and (p_model is null or u.model = p_model)
         and (p_module_id is null or u.module = p_module_id);
  else
    return query
      select d.day, d.plan_id, d.engine, d.model, d.operation, d.module,
             sum(d.succeeded)::bigint, sum(d.failed)::bigint, sum(d.canceled)::bigint, sum(d.abandoned)::bigint,
             sum(d.passed)::bigint, sum(d.improved)::bigint, sum(d.scored)::bigint, sum(d.original_tenths)::bigint,
             sum(d.optimized_tenths)::bigint, sum(d.model_calls)::bigint, sum(d.input_tokens), sum(d.output_tokens),
             sum(d.cached_input_tokens), sum(d.cache_write_input_tokens), sum(d.reasoning_tokens), sum(d.cost_micros),
             sum(d.runs_of_unknown_cost)::bigint, sum(d.duration_ms)
        from promptforge.daily_usage as d
       where d.org_id = p_org_id
         and d.day between p_first and p_last
         and (p_plan_id is null or d.plan_id = p_plan_id)
         and (p_model is null or d.model = p_model)
         and (p_module_id is null or d.module = p_module_id)
       group by d.day, d.plan_id, d.engine, d.model, d.operation, d.module;
  end if;
end
$$;

-- The same as a list for each column: names of columns take up more than what they name. The numbers of a row
-- are one of a list, too, in the order of the table.
create function promptforge.usage_v1(
  p_org_id text,
  p_first date,
  p_last date,
  p_plan_id text,
  p_model text,
  p_module_id text,
  p_by text[]
)
returns json
language sql
stable
set jit = off
as $$
  select json_build_object(
    'day', coalesce(json_agg(s.day), '[]'),
    'planId', coalesce(json_agg(s.plan_id), '[]'),
    'engine', coalesce(json_agg(s.engine), '[]'),
    'model', coalesce(json_agg(nullif(s.model, '')), '[]'),
    'operation', coalesce(json_agg(s.operation), '[]'),
    'moduleId', coalesce(json_agg(nullif(s.module, '')), '[]'),
    -- One text for all: to convert each number takes three times as long.
    'sums', coalesce(string_agg(concat_ws(
      ',', s.succeeded, s.failed, s.canceled, s.abandoned, s.passed,
      s.improved, s.scored, s.original_tenths, s.optimized_tenths, s.model_calls,
      s.input_tokens, s.output_tokens, s.cached_input_tokens, s.cache_write_input_tokens, s.reasoning_tokens,
      s.cost_micros, s.runs_of_unknown_cost, s.duration_ms
    ), ';'), '')
  )
    from (
      select k.day, k.plan_id, k.engine, k.model, k.operation, k.module,
             sum(u.succeeded) as succeeded,
             sum(u.failed) as failed,
             sum(u.canceled) as canceled,
             sum(u.abandoned) as abandoned,
             sum(u.passed) as passed,
             sum(u.improved) as improved,
             sum(u.scored) as scored,
             sum(u.original_tenths) as original_tenths,
             sum(u.optimized_tenths) as optimized_tenths,
             sum(u.model_calls) as model_calls,
             sum(u.input_tokens) as input_tokens,
             sum(u.output_tokens) as output_tokens,
             sum(u.cached_input_tokens) as cached_input_tokens,
             sum(u.cache_write_input_tokens) as cache_write_input_tokens,
             sum(u.reasoning_tokens) as reasoning_tokens,
             sum(u.cost_micros) as cost_micros,
             sum(u.runs_of_unknown_cost) as runs_of_unknown_cost,
             sum(u.duration_ms) as duration_ms
        from promptforge.usage_between(p_org_id, p_first, p_last, p_plan_id, p_model, p_module_id) as u,
             lateral (
               select case when p_by is null or 'day' = any (p_by) then u.day end as day,
                      case when p_by is null or 'planId' = any (p_by) then u.plan_id end as plan_id,
                      case when p_by is null or 'engine' = any (p_by) then u.engine end as engine,
                      case when p_by is null or 'model' = any (p_by) then u.model end as model,
                      case when p_by is null or 'operation' = any (p_by) then u.operation end as operation,
                      case when p_by is null or 'moduleId' = any (p_by) then u.module end as module
             ) as k
       group by k.day, k.plan_id, k.engine, k.model, k.operation, k.module
       order by k.day, k.plan_id, k.engine, k.model, k.operation, k.module
    ) as s
$$;

-- What the measures of some days add up to, of a tenant or of all of them, by model and name. Those of the
-- platform are not kept by plan and module at once.
create function promptforge.measures_v1(
  p_org_id text,
  p_first date,
  p_last date,
  p_plan_id text,
  p_model text,
  p_module_id text
)
returns json
language plpgsql
stable
set jit = off
as $$
begin
  if p_org_id is null then
    return (
      select promptforge.measure_columns(array_agg(s.model), array_agg(s.name), array_agg(s.amount))
        from (
               select m.model, a.name, sum(a.amount) as amount
                 from promptforge.platform_measures as m
                cross join unnest(m.names, m.amounts) as a (name, amount)
                where m.day between p_first and p_last
                  and m.family = case
                        when p_plan_id is not null then 'plan'
                        when p_module_id is not null then 'module'
                        else 'all'
                      end
                  and m.subject = coalesce(p_plan_id, p_module_id, '')
                  and (p_model is null or m.model = p_model)
                group by m.model, a.name
             ) as s
    );
  end if;
  return (
    select promptforge.measure_columns(array_agg(s.model), array_agg(s.name), array_agg(s.amount))
      from (
             select m.model, a.name, sum(a.amount) as amount
               from promptforge.daily_measures as m
              cross join unnest(m.names, m.amounts) as a (name, amount)
              where m.org_id = p_org_id
                and m.day between p_first and p_last
                and (p_plan_id is null or m.plan_id = p_plan_id)
                and (p_model is null or m.model = p_model)
                and (p_module_id is null or m.module = p_module_id)
              group by m.model, a.name
           ) as s
  );
end
$$;

-- Sums of measures as a list for each column, in the order of model and name.
create function promptforge.measure_columns(p_models text[], p_names text[], p_amounts numeric[])
returns json
language sql
stable
as $$
  select json_build_object(
    'model', coalesce(json_agg(nullif(s.model, '')), '[]'),
    'name', coalesce(json_agg(s.name), '[]'),
    'amount', coalesce(json_agg(s.amount::text), '[]')
  )
    from (
      select *
        from unnest(p_models, p_names, p_amounts) as u (model, name, amount)
       order by u.model collate "C", u.name collate "C"
    ) as s
$$;

-- People by the intervals that begin on some days, of a tenant or of all of them.
create function promptforge.active_users_v1(p_org_id text, p_first date, p_last date, p_interval text)
returns json
language plpgsql
stable
set jit = off
as $$
declare
  v_starts date[] := array(
    select s.day::date
      from generate_series(p_first::timestamp, p_last::timestamp, interval '1 day') as s (day)
     where date_trunc(p_interval, s.day) = s.day
     order by s.day
  );
begin
  if p_org_id is null then
    return (
      select coalesce(
               json_agg(json_build_object('from', s.first_day, 'users', coalesce(a.users, 0)) order by s.first_day),
               '[]'
             )
        from unnest(v_starts) as s (first_day)
        left join promptforge.platform_actives as a
          on a."interval" = p_interval
         and a.first_day = s.first_day
    );
  end if;
  return (
    select coalesce(
             json_agg(json_build_object('from', s.first_day, 'users', coalesce(a.users, 0)) order by s.first_day),
             '[]'
           )
      from unnest(v_starts) as s (first_day)
      left join (
             select date_trunc(p_interval, d.day::timestamp)::date as first_day, count(distinct d.user_id) as users
               from promptforge.daily_usage as d
              where d.org_id = p_org_id
                and d.day >= p_first
                -- The last interval may end after the last day.
                and d.day <= p_last + case p_interval when 'day' then 0 when 'week' then 6 else 30 end
                and d.user_id <> ''
              group by 1
           ) as a
        on a.first_day = s.first_day
  );
end
$$;

-- How many of those whose first month was one of p_first to p_last, `2026-11`, had a run in it and in each
-- after it, of a tenant or of all of them.
create function promptforge.retention_v1(p_org_id text, p_first text, p_last text)
returns json
language plpgsql
stable
set jit = off
as $$
declare
  v_first date := p_first || '-01';
  v_last  date := p_last || '-01';
begin
  if p_org_id is null then
    return (
      select coalesce(
               json_agg(
                 json_build_object(
                   'cohort', to_char(s.cohort, 'YYYY-MM'), 'month', to_char(s.month, 'YYYY-MM'), 'users', s.users
                 )
                 order by s.cohort, s.month
               ),
               '[]'
             )
        from (
               select m.cohort, m.month, count(*) as users
                 from promptforge.platform_user_months as m
                where m.cohort between v_first and v_last
                  and m.month <= v_last
                group by m.cohort, m.month
             ) as s
    );
  end if;
  return (
    with active as materialized (
      select distinct d.user_id, date_trunc('month', d.day::timestamp)::date as month
        from promptforge.daily_usage as d
       where d.org_id = p_org_id
         and d.user_id <> ''
         and d.day < v_last + interval '1 month'
    ),
    placed as (
      select min(a.month) over (partition by a.user_id) as cohort, a.month
        from active as a
    )
    select coalesce(
             json_agg(
               json_build_object(
                 'cohort', to_char(s.cohort, 'YYYY-MM'), 'month', to_char(s.month, 'YYYY-MM'), 'users', s.users
               )
               order by s.cohort, s.month
             ),
             '[]'
           )
      from (
             select p.cohort, p.month, count(*) as users
               from placed as p
              where p.cohort >= v_first
              group by p.cohort, p.month
           ) as s
  );
end
$$;

-- Runs that have not ended, of a tenant or of all of them.
create function promptforge.under_way_v1(p_org_id text)
returns jsonb
language sql
stable
as $$
  select to_jsonb(count(*))
    from promptforge.runs as r
   where r.status = 'reserved'
     and (p_org_id is null or r.org_id = p_org_id)
$$;

-- Whether a run is one of a plan, a model and a module.
create function promptforge.is_run_of(p_run promptforge.runs, p_plan_id text, p_model text, p_module_id text)
returns boolean
language sql
stable
as $$
  select (p_plan_id is null or p_run.plan_id = p_plan_id)
     and (p_model is null or p_run.model = p_model)
     and (p_module_id is null or p_run.figures ->> 'module' = p_module_id)
$$;

-- One page of the runs that have ended of those created in a range, oldest first, those of one moment by
-- tenant and id, after the place `[createdAt, orgId, id]`.
create function promptforge.run_records_v1(
  p_org_id text,
  p_user_id text,
  p_from bigint,
  p_to bigint,
  p_plan_id text,
  p_model text,
  p_module_id text,
  p_limit integer,
  p_after jsonb
)
returns json
language plpgsql
stable
set jit = off
as $$
declare
  v_to     timestamptz := promptforge.from_ms(p_to);
  v_from   timestamptz := greatest(
    promptforge.from_ms(p_from), coalesce(promptforge.from_ms((p_after ->> 0)::bigint), '-infinity')
  );
  -- Of a later place than the last one before the range.
  v_at     timestamptz := coalesce(promptforge.from_ms((p_after ->> 0)::bigint), '-infinity');
  v_org_id text := coalesce(p_after ->> 1, '');
  v_id     text := coalesce(p_after ->> 2, '');
  v_runs   promptforge.runs[];
begin
  -- Three statements rather than an "or", so that each goes straight through its index.
  if p_org_id is null then
    v_runs := array(
      select r
        from promptforge.runs as r
       where r.created_at >= v_from
         and r.created_at < v_to
         and r.ended_at is not null
         and r.status <> 'reserved'
         and (r.created_at, r.org_id, r.id) > (v_at, v_org_id, v_id)
         and (p_user_id is null or r.user_id = p_user_id)
         and promptforge.is_run_of(r, p_plan_id, p_model, p_module_id)
       order by r.created_at, r.org_id, r.id
       limit p_limit + 1
    );
  elsif p_user_id is null then
    v_runs := array(
      select r
        from promptforge.runs as r
       where r.org_id = p_org_id
         and r.created_at >= v_from
         and r.created_at < v_to
         and r.ended_at is not null
         and (r.created_at, r.org_id, r.id) > (v_at, v_org_id, v_id)
         and promptforge.is_run_of(r, p_plan_id, p_model, p_module_id)
       order by r.created_at, r.id
       limit p_limit + 1
    );
  else
    v_runs := array(
      select r
        from promptforge.runs as r
       where r.org_id = p_org_id
         and r.user_id = p_user_id
         and r.created_at >= v_from
         and r.created_at < v_to
         and r.ended_at is not null
         and (r.created_at, r.org_id, r.id) > (v_at, v_org_id, v_id)
         and promptforge.is_run_of(r, p_plan_id, p_model, p_module_id)
       order by r.created_at, r.id
       limit p_limit + 1
    );
  end if;
  return json_build_object(
    'items', (
      select coalesce(json_agg(promptforge.run_record(r) order by r.created_at, r.org_id, r.id), '[]')
        from unnest(v_runs[1:p_limit]) as r
    ),
    'more', cardinality(v_runs) > p_limit
  );
end
$$;

-- A run that has ended, in numbers and names.
create function promptforge.run_record(p_run promptforge.runs)
returns json
language sql
stable
as $$
  select json_build_object(
    'id', p_run.id,
    'orgId', p_run.org_id,
    'userId', p_run.user_id,
    'operation', p_run.operation,
    'status', p_run.status,
    'planId', p_run.plan_id,
    'engine', p_run.engine,
    'model', p_run.model,
    'moduleId', p_run.figures ->> 'module',
    'domain', p_run.figures ->> 'domain',
    'createdAt', promptforge.to_ms(p_run.created_at),
    'endedAt', promptforge.to_ms(p_run.ended_at),
    'original', case p_run.status when 'succeeded' then p_run.figures -> 'original' end,
    'optimized', case p_run.status when 'succeeded' then p_run.figures -> 'optimized' end,
    'passed', p_run.status = 'succeeded' and coalesce((p_run.figures ->> 'passed')::boolean, false),
    'improved', p_run.status = 'succeeded' and coalesce((p_run.figures ->> 'improved')::boolean, false),
    'inputTokens', p_run.input_tokens,
    'outputTokens', p_run.output_tokens,
    'cachedInputTokens', p_run.cached_input_tokens,
    'cacheWriteInputTokens', p_run.cache_write_input_tokens,
    'reasoningTokens', p_run.reasoning_tokens,
    'modelCalls', p_run.model_calls,
    'costMicros', p_run.cost_micros,
    'estimated', p_run.estimated,
    'errorCode', p_run.error ->> 'code'
  )
$$;

-- Everything is summed anew, since sums are of more than they were; what was purged stays as it is.
delete from promptforge.upkeep as u
 where u.task = 'roll_up';

insert into promptforge.changed_days (day)
select distinct d.day
  from promptforge.daily_usage as d;

revoke execute on all functions in schema promptforge from public;
select promptforge.grant_access();

insert into promptforge.migrations (name)
values ('20261201000000_figures');
