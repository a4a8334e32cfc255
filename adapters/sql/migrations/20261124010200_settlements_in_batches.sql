-- Settlements in batches: many ends of runs of any tenants in one call and one commit; see
-- 20261124010000_windows_in_batches, by whose rules rows are looked up.
--
-- The lock order is the one of 20261123000100_quota_windows, and within a batch each kind of row is locked
-- for all of it, in one order, before the next kind: first the runs, last the windows.

drop function promptforge.settle_v1(text, text, text, jsonb, jsonb, jsonb, jsonb, jsonb, jsonb, timestamptz);
drop function promptforge.reap_v1(integer, timestamptz);
drop function promptforge.end_run(promptforge.runs, jsonb);
drop function promptforge.with_usage(promptforge.runs, jsonb);
drop function promptforge.window_changes(promptforge.runs, jsonb);
drop function promptforge.correct_window(promptforge.window_change);
drop type promptforge.window_change;

-- What input and result of a run say in numbers, added to what is remembered of them.
create function promptforge.figures_from(p_input jsonb, p_result jsonb, p_remembered jsonb)
returns jsonb
language sql
stable
as $$
  select jsonb_strip_nulls(jsonb_build_object(
      'domain', p_input #> '{sevenD,values,domain}',
      'passed', p_result #>> '{gate,outcome}' = 'pass',
      'improved', p_result -> 'improved',
      'original', p_result #> '{original,score,composite}',
      'optimized', p_result #> '{optimized,score,composite}'
    ))
    || coalesce(p_remembered, '{}')
$$;

create or replace function promptforge.figures_of(p_run promptforge.runs)
returns jsonb
language sql
stable
as $$
  select promptforge.figures_from(p_run.input, p_run.result, p_run.figures)
$$;

-- What has to change in windows when runs are charged anew: in lock order, column by column.
create type promptforge.window_changes as (
  org_ids text[],
  owners  text[],
  meters  text[],
  periods text[],
  starts  bigint[],
  deltas  bigint[],
  -- Which one it is of the changes of its window.
  rounds  bigint[]
);

-- What p_ends, `[{orgId, runId, calls, tokens, cost}]`, change in windows, whose runs the caller has
-- locked. A run that has lost its user no longer knows which windows of a user it was charged to; one
-- that was erased under way still does.
create function promptforge.window_changes(p_ends jsonb)
returns promptforge.window_changes
language plpgsql
volatile
as $$
declare
  v_changes promptforge.window_changes;
begin
  select array_agg(c.org_id), array_agg(c.owner), array_agg(c.meter), array_agg(c.period),
         array_agg(c.start), array_agg(c.delta), array_agg(c.round)
    into v_changes
    from (
           select d.org_id, d.owner, d.meter, d.period, d.start, sum(d.delta)::bigint as delta,
                  row_number() over (partition by d.owner = '', d.org_id, d.owner, d.meter, d.period order by d.start) as round
             from (
                    select r.org_id,
                           case h.held ->> 'subject' when 'user' then r.user_id else '' end as owner,
                           h.held ->> 'meter' collate "C" as meter,
                           h.held ->> 'period' collate "C" as period,
                           r.window_starts[h.position] as start,
                           case h.held ->> 'meter'
                             when 'calls' then e.calls - r.charged_calls
                             when 'tokens' then e.tokens - r.charged_tokens
                             else e.cost - r.charged_cost
                           end as delta
                      from jsonb_to_recordset(p_ends) as e ("orgId" text, "runId" text, calls bigint, tokens bigint, cost bigint)
                     cross join lateral (
                             select *
                               from promptforge.runs as x
                              where x.org_id = e."orgId"
                                and x.id = e."runId"
                             offset 0
                           ) as r
                     cross join jsonb_array_elements(r.windows) with ordinality as h (held, position)
                     where not (h.held ->> 'subject' = 'user' and r.user_id = '')
                  ) as d
            where d.delta <> 0
            group by d.owner = '', d.org_id, d.owner, d.meter, d.period, d.start
            order by d.owner = '', d.org_id, d.owner, d.meter, d.period, d.start
         ) as c;
  return v_changes;
end
$$;

-- Corrects windows, which have to be in lock order. One that has rolled over since is left alone,
-- except that its successor remembers what it came to.
create function promptforge.correct_windows(p_changes promptforge.window_changes)
returns bigint
language plpgsql
volatile
as $$
declare
  c_most constant bigint := 9007199254740991;
  v_round bigint := 1;
  v_count bigint;
  v_total bigint := 0;
begin
  -- An update takes one change of each row. With several, all rows are locked first: in the first round
  -- those that do not match would be left out, and come too late in the next.
  if 2 = any (p_changes.rounds) then
    perform
       from unnest(
              p_changes.org_ids, p_changes.owners, p_changes.meters, p_changes.periods, p_changes.rounds
            ) with ordinality as c (org_id, owner, meter, period, round, position)
       join promptforge.quota_windows as w
         on w.org_id = c.org_id
        and w.user_id = c.owner
        and w.meter = c.meter
        and w.period = c.period
      where c.round = 1
      order by c.position
        for update of w;
  end if;
  while v_round = any (p_changes.rounds) loop
    update promptforge.quota_windows as w
       set used = case
             when w.started_at = promptforge.from_ms(c.start) then least(greatest(w.used + c.delta, 0), c_most)
             else w.used
           end,
           previous = case
             when w.previous_started_at = promptforge.from_ms(c.start) then least(greatest(w.previous + c.delta, 0), c_most)
             else w.previous
           end
      from (
             select *
               from unnest(
                      p_changes.org_ids, p_changes.owners, p_changes.meters, p_changes.periods,
                      p_changes.starts, p_changes.deltas, p_changes.rounds
                    ) as u (org_id, owner, meter, period, start, delta, round)
              where u.round = v_round
              limit cardinality(p_changes.rounds)
           ) as c
     where w.org_id = c.org_id
       and w.user_id = c.owner
       and w.meter = c.meter
       and w.period = c.period
       and (w.started_at = promptforge.from_ms(c.start) or w.previous_started_at = promptforge.from_ms(c.start));
    get diagnostics v_count = row_count;
    v_total := v_total + v_count;
    v_round := v_round + 1;
  end loop;
  return v_total;
end
$$;

-- Writes the end of runs, which the caller has locked. A run that was charged nothing and did not
-- succeed frees its key; one whose user was erased before it ended loses what is left of the user.
create function promptforge.end_runs(p_ends jsonb, p_now timestamptz)
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
           when r.input is not null and (e.ending = 'succeeded' or e.calls > 0 or e.tokens > 0 or e.cost > 0)
           then r.idempotency_key
         end,
         figures = promptforge.figures_from(r.input, e.result, r.figures),
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
         charged_calls = e.calls,
         charged_tokens = e.tokens,
         charged_cost = e.cost
    from (
           select *
             from jsonb_to_recordset(p_ends) as u (
                    "orgId" text, "runId" text, ending text, result jsonb, error jsonb, "inputTokens" bigint,
                    "outputTokens" bigint, "cachedInputTokens" bigint, "cacheWriteInputTokens" bigint,
                    "reasoningTokens" bigint, "modelCalls" bigint, "costMicros" bigint, estimated boolean,
                    calls bigint, tokens bigint, cost bigint
                  )
            limit jsonb_array_length(p_ends)
         ) as e
   where r.org_id = e."orgId"
     and r.id = e."runId";
  get diagnostics v_count = row_count;
  return v_count;
end
$$;

-- Writes events of any tenants, each with its `orgId`. One that is already there is left as it is.
create function promptforge.record_events(p_events jsonb, p_now timestamptz)
returns bigint
language plpgsql
volatile
as $$
declare
  v_count  bigint;
  v_org_id text;
begin
  insert into promptforge.telemetry_events
    (org_id, run_id, sequence, month, user_id, type, at, recorded_at, life, data)
  select e."orgId", e."runId", e.sequence,
         promptforge.month_of(
           coalesce(
             -- One by one: as a join, it may be made by reading all runs of the tenant.
             (
               select r.created_at
                 from promptforge.runs as r
                where r.org_id = e."orgId"
                  and r.id = e."runId"
             ),
             promptforge.from_ms(e.at)
           )
         ),
         e."userId", e.type, promptforge.from_ms(e.at), p_now,
         coalesce((select l.life from promptforge.present_life as l), promptforge.enter_life(false)), e.data
    from jsonb_to_recordset(p_events) as e (
           "orgId" text, "runId" text, sequence integer, "userId" text, type text, at bigint, data jsonb
         )
   order by e."orgId" collate "C", e."runId" collate "C", e.sequence
  on conflict (org_id, run_id, sequence, month) do nothing;
  get diagnostics v_count = row_count;
  if v_count > 0 and exists (select from promptforge.event_listeners as l where l.expires_at > clock_timestamp()) then
    for v_org_id in
      select distinct e.event ->> 'orgId'
        from jsonb_array_elements(p_events) as e (event)
    loop
      perform promptforge.announce_events(v_org_id);
    end loop;
  end if;
  return v_count;
end
$$;

create or replace function promptforge.write_events(p_org_id text, p_events jsonb, p_now timestamptz)
returns void
language plpgsql
volatile
set enable_seqscan = off
set jit = off
set plan_cache_mode = force_generic_plan
as $$
begin
  perform promptforge.record_events(
    (
      select coalesce(jsonb_agg(e.event || jsonb_build_object('orgId', p_org_id) order by e.position), '[]')
        from jsonb_array_elements(p_events) with ordinality as e (event, position)
    ),
    p_now
  );
end
$$;

-- Ends runs once, each with its true charge, scores and events. A run that was abandoned may still be
-- settled; one whose user was erased in the meantime gets back nothing that a user wrote. No run may
-- come twice in a batch. What was settled is answered without what the caller has sent.
create function promptforge.settle_many_v1(
  p_settlements jsonb,
  p_scores jsonb,
  p_events jsonb,
  p_now timestamptz default null
)
returns json
language plpgsql
volatile
set enable_seqscan = off
set enable_hashjoin = off
set enable_mergejoin = off
set jit = off
set plan_cache_mode = force_generic_plan
as $$
declare
  v_now     timestamptz;
  -- Positions of the runs that there are, of those that have not ended, and of those whose users were erased.
  v_found   integer[];
  v_open    integer[];
  v_erased  integer[];
  v_ends    jsonb := p_settlements;
  v_scores  jsonb := p_scores;
  v_events  jsonb := p_events;
  v_changes promptforge.window_changes;
  v_count   bigint;
begin
  with locked as materialized (
    select g.position::integer, r.status in ('reserved', 'abandoned') as is_open, r.input is null as is_erased
      from (
             select *
               from rows from (jsonb_to_recordset(p_settlements) as ("orgId" text, "runId" text))
                 with ordinality as u (org_id, run_id, position)
              limit jsonb_array_length(p_settlements)
           ) as g
      join promptforge.runs as r
        on r.org_id = g.org_id
       and r.id = g.run_id
     order by r.org_id, r.id
       for update of r
  )
  select coalesce(array_agg(l.position), '{}'),
         coalesce(array_agg(l.position) filter (where l.is_open), '{}'),
         coalesce(array_agg(l.position) filter (where l.is_open and l.is_erased), '{}')
    into v_found, v_open, v_erased
    from locked as l;
  v_now := promptforge.store_now(p_now);

  if cardinality(v_open) < jsonb_array_length(p_settlements) or cardinality(v_erased) > 0 then
    select coalesce(jsonb_agg(p_settlements -> (o - 1)), '[]')
      into v_ends
      from unnest(v_open) as o;
    select coalesce(jsonb_agg(s.score), '[]')
      into v_scores
      from jsonb_array_elements(p_scores) as s (score)
     where (s.score ->> 'settlement')::integer = any (v_open);
    select coalesce(
             jsonb_agg(
               case
                 when (e.event ->> 'settlement')::integer = any (v_erased) then e.event || '{"userId": ""}'
                 else e.event
               end
             ),
             '[]'
           )
      into v_events
      from jsonb_array_elements(p_events) as e (event)
     where (e.event ->> 'settlement')::integer = any (v_open);
  end if;
  if cardinality(v_open) > 0 then
    v_changes := promptforge.window_changes(v_ends);
    -- Assigned, not performed: an expression starts no query of its own.
    v_count := promptforge.end_runs(v_ends, v_now);

    -- Before the busy rows are locked.
    if v_scores <> '[]' then
      insert into promptforge.scores
        (org_id, run_id, position, subject, rubric, final, clarity, execution, ambiguity, business_fit, composite)
      select s."orgId", s."runId", s.position, s.subject, s.rubric, s.final,
             s.clarity, s.execution, s.ambiguity, s.business_fit, s.composite
        from jsonb_to_recordset(v_scores) as s (
               "orgId" text, "runId" text, position integer, subject text, rubric text, final boolean,
               clarity double precision, execution double precision, ambiguity double precision,
               business_fit double precision, composite double precision
             );
    end if;
    if v_events <> '[]' then
      v_count := promptforge.record_events(v_events, v_now);
    end if;
    v_count := promptforge.correct_windows(v_changes);
  end if;

  return (
    select coalesce(json_agg(a.answer order by a.position), '[]')
      from (
             select g.position,
                    case
                      when r.id is null then null
                      else json_build_object(
                        'settled', g.position = any (v_open),
                        'run', case
                          when g.position = any (v_open) and r.input is not null
                          then json_build_object(
                            'userId', r.user_id,
                            'operation', r.operation,
                            'planId', r.plan_id,
                            'engine', r.engine,
                            'model', r.model,
                            'idempotencyKey', r.idempotency_key,
                            'createdAt', promptforge.to_ms(r.created_at),
                            'leaseExpiresAt', promptforge.to_ms(r.lease_expires_at),
                            'endedAt', promptforge.to_ms(r.ended_at),
                            'input', r.input
                          )
                          else promptforge.run_document(r)
                        end,
                        'limits', r.windows,
                        'windows', (
                          select coalesce(
                                   json_agg(
                                     case
                                       when w.ends_at > v_now
                                         and (w.period <> 'month' or w.anchor is not distinct from (h.held ->> 'anchor')::bigint)
                                         and (w.previous = 0 or h.held ->> 'algorithm' = 'fixed')
                                       then json_build_array(w.used, promptforge.to_ms(w.ends_at) - promptforge.to_ms(v_now))
                                       else promptforge.limit_state(r.org_id, nullif(r.user_id, ''), h.held, v_now)::json
                                     end
                                     order by h.position
                                   ),
                                   '[]'
                                 )
                            from jsonb_array_elements(r.windows) with ordinality as h (held, position)
                            -- One by one, by their whole key: an organization may have any number of windows.
                            left join lateral (
                              select *
                                from promptforge.quota_windows as z
                               where z.org_id = r.org_id
                                 and z.user_id = case h.held ->> 'subject' when 'user' then nullif(r.user_id, '') else '' end
                                 and z.meter = h.held ->> 'meter'
                                 and z.period = h.held ->> 'period'
                              offset 0
                            ) as w
                              on true
                        )
                      )
                    end as answer
               from rows from (jsonb_to_recordset(p_settlements) as ("orgId" text, "runId" text))
                 with ordinality as g (org_id, run_id, position)
               left join promptforge.runs as r
                 on r.org_id = g.org_id
                and r.id = g.run_id
                and g.position = any (v_found)
           ) as a
  );
end
$$;

-- Ends runs whose lease has expired, oldest lease first. Each is charged what its last checkpoint had
-- used and the worst of the call that was under way.
create function promptforge.reap_v1(p_limit integer, p_now timestamptz default null)
returns jsonb
language plpgsql
volatile
set enable_seqscan = off
set enable_hashjoin = off
set enable_mergejoin = off
set jit = off
set plan_cache_mode = force_generic_plan
as $$
declare
  v_now  timestamptz := promptforge.store_now(p_now);
  v_runs promptforge.runs[];
  v_ends jsonb;
  v_changes promptforge.window_changes;
begin
  v_runs := array(
    select r
      from promptforge.runs as r
     where r.status = 'reserved'
       and r.lease_expires_at <= v_now
     order by r.lease_expires_at, r.org_id, r.id
     limit p_limit
       for update skip locked
  );
  if cardinality(v_runs) = 0 then
    return jsonb_build_object('reaped', '[]'::jsonb);
  end if;
  select jsonb_agg(
           jsonb_build_object(
             'orgId', r.org_id,
             'runId', r.id,
             'ending', 'abandoned',
             'error', jsonb_build_object(
               'code', 'run_abandoned',
               'message', 'The process that started this run did not finish it in time.'
             ),
             'inputTokens', r.input_tokens,
             'outputTokens', r.output_tokens,
             'cachedInputTokens', r.cached_input_tokens,
             'cacheWriteInputTokens', r.cache_write_input_tokens,
             'reasoningTokens', r.reasoning_tokens,
             'modelCalls', r.model_calls,
             'costMicros', r.cost_micros,
             'estimated', r.estimated or r.in_flight is not null,
             'calls', case when r.model_calls > 0 or r.in_flight is not null then 1 else 0 end,
             'tokens', r.input_tokens + r.output_tokens + coalesce((r.in_flight ->> 'tokens')::bigint, 0),
             'cost', coalesce(r.cost_micros, 0) + coalesce((r.in_flight ->> 'cost')::bigint, 0)
           )
           order by s.i
         )
    into v_ends
    from generate_subscripts(v_runs, 1) as s (i),
         lateral (select (v_runs[s.i]).*) as r;
  v_changes := promptforge.window_changes(v_ends);
  perform promptforge.end_runs(v_ends, v_now);
  perform promptforge.correct_windows(v_changes);
  return jsonb_build_object(
    'reaped', (
      select jsonb_agg(promptforge.run_document(r) order by s.i)
        from generate_subscripts(v_runs, 1) as s (i)
        join promptforge.runs as r
          on r.org_id = v_runs[s.i].org_id
         and r.id = v_runs[s.i].id
    )
  );
end
$$;

-- As before, except that services are known by a function that is still there. Grants what each role
-- is to have, as far as the roles are there; called again by each migration that adds tables or
-- functions. Signed-in users may read every table that has a policy for everybody, and call what those
-- policies ask. Whoever was made a service, which shows in what it may call, stays one.
create or replace function promptforge.grant_access()
returns void
language plpgsql
volatile
as $$
declare
  v_role  name;
  v_table record;
begin
  for v_role in
    select r.rolname
      from pg_catalog.pg_roles as r
     where r.rolname = 'service_role'
        or (
             r.rolname not in ('anon', 'authenticated')
             and r.oid in (
               select a.grantee
                 from pg_catalog.pg_proc as p,
                      pg_catalog.aclexplode(p.proacl) as a
                where p.pronamespace = 'promptforge'::regnamespace
                  and p.proname = 'checkpoint_v1'
                  and a.grantee <> p.proowner
             )
           )
  loop
    perform promptforge.grant_service(v_role);
  end loop;

  if exists (select from pg_catalog.pg_roles as r where r.rolname = 'authenticated') then
    grant usage on schema promptforge to authenticated;
    grant execute on function
          promptforge.current_user_id(),
          promptforge.member_org_ids(),
          promptforge.admin_org_ids()
       to authenticated;
    for v_table in
      select c.relname
        from pg_catalog.pg_class as c
       where c.relnamespace = 'promptforge'::regnamespace
         and exists (
           select
             from pg_catalog.pg_policy as p
            where p.polrelid = c.oid
              and p.polroles = array[0::oid]
         )
    loop
      execute format('grant select on promptforge.%I to authenticated', v_table.relname);
    end loop;
  end if;

  -- PostgREST, where there is one, learns of new functions only when it is told.
  perform pg_notify('pgrst', 'reload schema');
end
$$;

revoke execute on all functions in schema promptforge from public;
select promptforge.grant_access();

insert into promptforge.migrations (name)
values ('20261124010200_settlements_in_batches');
