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

-- As before, and a run that has ended has no holder and no answers any more. What runs come to in figures
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
         holder = null,
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
