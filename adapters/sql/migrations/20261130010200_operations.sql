-- Runs do more than optimize: they score, compare and test prompts, too. How many there are, what they use
-- and what they cost is counted for all of them; what passed, improved and scored, for optimizations alone.
-- A run that scores a prompt has a gate, too, which says nothing about how well optimizing works.
-- How runs end is in 20261130010000_run_takeover.

-- What input and result of a run say in numbers: the ones remembered, once those were erased.
create or replace function promptforge.figures_of(p_run promptforge.runs)
returns jsonb
language sql
stable
as $$
  select promptforge.figures_from(
    p_run.input, case p_run.operation when 'optimize' then p_run.result end, p_run.figures
  )
$$;

-- What one user has done in a stretch of time: ended runs, by the day they were created.
create or replace function promptforge.user_metrics_v1(
  p_org_id text,
  p_user_id text,
  p_from bigint,
  p_to bigint
)
returns jsonb
language sql
stable
as $$
  with ended as materialized (
    select r.status,
           r.status = 'succeeded' as succeeded,
           to_char(r.created_at at time zone 'UTC', 'YYYY-MM-DD') as day,
           r.input_tokens + r.output_tokens as tokens,
           r.cost_micros,
           r.input #>> '{sevenD,values,domain}' as domain,
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

revoke execute on all functions in schema promptforge from public;
select promptforge.grant_access();

insert into promptforge.migrations (name)
values ('20261130010200_operations');
