-- Runs that their process has left are taken over and gone on with by another one. Until a run ends it
-- remembers who works on it, for how long nobody else may, and what models have answered, so that nothing
-- is paid for twice. A run is locked alone: whoever takes it over, works on it or ends it does so in turn.

alter table promptforge.runs
  -- The process and attempt that works on it; null before its first checkpoint.
  add column holder     text collate "C",
  -- From then on another one may take it over; null before the first checkpoint.
  add column held_until timestamptz,
  -- What models have answered, by key; null when there is nothing, and from its end on.
  add column answers    jsonb;

-- As before, for servers that run the version before. They say nothing of themselves: what they work on
-- may be taken over once its lease is over, and what was taken over they have lost.
create or replace function promptforge.checkpoint_v1(
  p_org_id text,
  p_run_id text,
  p_usage jsonb,
  p_in_flight jsonb,
  p_lease_ms bigint,
  p_now timestamptz default null
)
returns jsonb
language plpgsql
volatile
as $$
declare
  v_run promptforge.runs;
begin
  update promptforge.runs as r
     set input_tokens = (p_usage ->> 'inputTokens')::bigint,
         output_tokens = (p_usage ->> 'outputTokens')::bigint,
         cached_input_tokens = (p_usage ->> 'cachedInputTokens')::bigint,
         cache_write_input_tokens = (p_usage ->> 'cacheWriteInputTokens')::bigint,
         reasoning_tokens = (p_usage ->> 'reasoningTokens')::bigint,
         model_calls = (p_usage ->> 'modelCalls')::bigint,
         cost_micros = (p_usage ->> 'costMicros')::bigint,
         estimated = (p_usage ->> 'estimated')::boolean,
         in_flight = p_in_flight,
         lease_expires_at = promptforge.store_now(p_now) + make_interval(secs => p_lease_ms / 1000.0),
         held_until = promptforge.store_now(p_now) + make_interval(secs => p_lease_ms / 1000.0)
   where r.org_id = p_org_id
     and r.id = p_run_id
     -- That is, reserved; said so, it would lead into the index of leases.
     and r.ended_at is null
     and r.holder is null
  returning *
       into v_run;
  if not found then
    return jsonb_build_object('outcome', 'lost');
  end if;
  return jsonb_build_object('outcome', 'extended', 'leaseExpiresAt', promptforge.to_ms(v_run.lease_expires_at));
end
$$;

-- Extends the lease and the hold of a run that has not ended and is nobody else's, and remembers what it
-- has used so far. So does it `value` of p_answer under p_answer_key, unless the user was erased.
create function promptforge.checkpoint_v2(
  p_org_id text,
  p_run_id text,
  p_usage jsonb,
  p_in_flight jsonb,
  p_lease_ms bigint,
  p_holder text,
  p_hold_ms bigint,
  p_answer_key text,
  p_answer jsonb,
  p_now timestamptz default null
)
returns jsonb
language plpgsql
volatile
as $$
declare
  v_run promptforge.runs;
begin
  update promptforge.runs as r
     set input_tokens = (p_usage ->> 'inputTokens')::bigint,
         output_tokens = (p_usage ->> 'outputTokens')::bigint,
         cached_input_tokens = (p_usage ->> 'cachedInputTokens')::bigint,
         cache_write_input_tokens = (p_usage ->> 'cacheWriteInputTokens')::bigint,
         reasoning_tokens = (p_usage ->> 'reasoningTokens')::bigint,
         model_calls = (p_usage ->> 'modelCalls')::bigint,
         cost_micros = (p_usage ->> 'costMicros')::bigint,
         estimated = (p_usage ->> 'estimated')::boolean,
         in_flight = p_in_flight,
         lease_expires_at = promptforge.store_now(p_now) + make_interval(secs => p_lease_ms / 1000.0),
         holder = p_holder,
         held_until = promptforge.store_now(p_now) + make_interval(secs => p_hold_ms / 1000.0),
         answers = case
           when p_answer_key is null or r.input is null then r.answers
           else coalesce(r.answers, '{}') || jsonb_build_object(p_answer_key, p_answer -> 'value')
         end
   where r.org_id = p_org_id
     and r.id = p_run_id
     -- That is, reserved; said so, it would lead into the index of leases.
     and r.ended_at is null
     and (r.holder is null or r.holder = p_holder)
  returning *
       into v_run;
  if not found then
    return jsonb_build_object('outcome', 'lost');
  end if;
  return jsonb_build_object('outcome', 'extended', 'leaseExpiresAt', promptforge.to_ms(v_run.lease_expires_at));
end
$$;

-- Takes over a run that its holder has left. What the call under way can have cost at worst is added to
-- what was used, as the reaper would charge it; an unknown cost stays unknown. A run whose user was erased
-- is as good as gone: nobody knows what it was to do.
create function promptforge.resume_run_v1(
  p_org_id text,
  p_run_id text,
  p_holder text,
  p_hold_ms bigint,
  p_lease_ms bigint,
  p_now timestamptz default null
)
returns json
language plpgsql
volatile
as $$
declare
  v_run   promptforge.runs;
  v_now   timestamptz;
  v_until timestamptz;
begin
  select *
    into v_run
    from promptforge.runs as r
   where r.org_id = p_org_id
     and r.id = p_run_id
     for update;
  if not found then
    return json_build_object('outcome', 'unknown_run');
  end if;
  if v_run.status <> 'reserved' then
    return json_build_object('outcome', 'ended', 'run', promptforge.run_document(v_run));
  end if;
  if v_run.input is null then
    return json_build_object('outcome', 'unknown_run');
  end if;
  v_now := promptforge.store_now(p_now);
  v_until := coalesce(v_run.held_until, v_run.created_at + make_interval(secs => p_hold_ms / 1000.0));
  if v_until > v_now then
    return json_build_object(
      'outcome', 'held',
      'retryAfterMs', promptforge.to_ms(v_until) - promptforge.to_ms(v_now)
    );
  end if;
  update promptforge.runs as r
     set holder = p_holder,
         held_until = v_now + make_interval(secs => p_hold_ms / 1000.0),
         lease_expires_at = v_now + make_interval(secs => p_lease_ms / 1000.0),
         input_tokens = r.input_tokens + coalesce((r.in_flight ->> 'tokens')::bigint, 0),
         model_calls = r.model_calls + (r.in_flight is not null)::integer,
         cost_micros = r.cost_micros + coalesce((r.in_flight ->> 'cost')::bigint, 0),
         estimated = r.estimated or r.in_flight is not null,
         in_flight = null
   where r.org_id = p_org_id
     and r.id = p_run_id
  returning *
       into v_run;
  return json_build_object(
    'outcome', 'resumed',
    'run', promptforge.run_document(v_run),
    'answers', coalesce(v_run.answers, '{}')
  );
end
$$;

-- As before, and a run that has ended has no answers any more, and no holder; one that was abandoned has,
-- since nobody else may still settle it. What runs come to in figures
-- is what optimizations come to: see 20261130010200_operations.
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
           when r.input is not null and (e.ending = 'succeeded' or e.calls > 0 or e.tokens > 0 or e.cost > 0)
           then r.idempotency_key
         end,
         figures = promptforge.figures_from(r.input, case r.operation when 'optimize' then e.result end, r.figures),
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

-- As before, except that a run which has another holder than `holder` of its settlement is left alone.
--
-- Ends runs once, each with its true charge, scores and events. A run that was abandoned may still be
-- settled; one whose user was erased in the meantime gets back nothing that a user wrote. No run may
-- come twice in a batch. What was settled is answered without what the caller has sent.
create or replace function promptforge.settle_many_v1(
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
    select g.position::integer,
           r.status in ('reserved', 'abandoned')
             and (r.holder is null or g.holder is null or r.holder = g.holder) as is_open,
           r.input is null as is_erased
      from (
             select *
               from rows from (jsonb_to_recordset(p_settlements) as ("orgId" text, "runId" text, holder text))
                 with ordinality as u (org_id, run_id, holder, position)
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
                                 and z.user_id = promptforge.window_owner(h.held, nullif(r.user_id, ''))
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

-- As before, and with what models have answered, which quotes what the user wrote.
create or replace function promptforge.erase_user_runs_v1(p_org_id text, p_user_id text)
returns jsonb
language sql
volatile
as $$
  with locked as materialized (
    select r as run, promptforge.without_user(r) as erased
      from promptforge.runs as r
     where r.org_id = p_org_id
       and r.user_id = p_user_id
       and r.user_id <> ''
       and r.input is not null
     order by r.id
     limit 5000
       for update
  ),
  changed as (
    update promptforge.runs as r
       set user_id = case when r.ended_at is null then r.user_id else '' end,
           idempotency_key = case when r.ended_at is null then r.idempotency_key end,
           fingerprint = case when r.ended_at is null then r.fingerprint else '' end,
           figures = (locked.erased).figures,
           input = null,
           result = null,
           answers = null
      from locked
     where r.org_id = p_org_id
       and r.id = (locked.run).id
    returning 1
  )
  select to_jsonb(count(*))
    from changed
$$;

revoke execute on all functions in schema promptforge from public;
select promptforge.grant_access();

insert into promptforge.migrations (name)
values ('20261130010000_run_takeover');
