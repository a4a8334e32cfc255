-- Runs: each is an entry of the ledger, reserved before the work and settled after it.

create table promptforge.runs (
  org_id              text collate "C" not null,
  id                  text collate "C" not null,
  -- Empty once personal data was erased; so are input, result and idempotency_key.
  user_id             text collate "C" not null,
  operation           text collate "C" not null,
  status              text collate "C" not null
                      check (status in ('reserved', 'succeeded', 'failed', 'canceled', 'abandoned')),
  plan_id             text collate "C" not null,
  engine              text collate "C" not null,
  model               text collate "C",
  idempotency_key     text collate "C",
  fingerprint         text collate "C" not null,
  created_at          timestamptz not null,
  lease_expires_at    timestamptz not null,
  ended_at            timestamptz,
  input               jsonb,
  result              jsonb,
  error               jsonb,
  input_tokens        bigint not null default 0,
  output_tokens       bigint not null default 0,
  cached_input_tokens bigint not null default 0,
  cache_write_input_tokens bigint not null default 0,
  reasoning_tokens    bigint not null default 0,
  model_calls         bigint not null default 0,
  -- Null when a price is not known.
  cost_micros         bigint default 0,
  estimated           boolean not null default false,
  -- What the model call under way can cost at worst; null between calls.
  in_flight           jsonb,
  -- What the windows of this run are charged with for it.
  charged_calls       bigint not null,
  charged_tokens      bigint not null,
  charged_cost        bigint not null,
  -- The limits of this run, each with the bounds of the window that was charged.
  windows             jsonb not null
);

create unique index runs_by_key
    on promptforge.runs (org_id, user_id, idempotency_key)
 where idempotency_key is not null;

create index runs_by_age
    on promptforge.runs (org_id, created_at);

create index runs_by_user
    on promptforge.runs (org_id, user_id, created_at);

create index runs_by_lease
    on promptforge.runs (lease_expires_at)
 where status = 'reserved';

-- The primary key comes last, and no other index ends in the id, although pages are sorted by it:
-- while a table is nearly empty, all its indexes cost the same, Postgres takes the newest, and a
-- session that is never told of new statistics, as in PGlite, keeps that choice for good.
alter table promptforge.runs
  add primary key (org_id, id);

alter table promptforge.runs enable row level security;

-- Scores given within a run, in the order in which they were given. Only a settlement writes
-- them, and only a purge deletes them, each while it holds the run: a foreign key would check
-- what is known.
create table promptforge.scores (
  org_id       text collate "C" not null,
  run_id       text collate "C" not null,
  position     integer not null,
  subject      text collate "C" not null,
  rubric       text collate "C" not null,
  final        boolean not null,
  clarity      double precision not null,
  execution    double precision not null,
  ambiguity    double precision not null,
  business_fit double precision not null,
  composite    double precision not null,
  primary key (org_id, run_id, position)
);

alter table promptforge.scores enable row level security;

-- A run as callers read it.
create function promptforge.run_document(p_run promptforge.runs)
returns jsonb
language sql
stable
as $$
  select jsonb_build_object(
    'id', p_run.id,
    'orgId', p_run.org_id,
    'userId', p_run.user_id,
    'operation', p_run.operation,
    'status', p_run.status,
    'planId', p_run.plan_id,
    'engine', p_run.engine,
    'model', p_run.model,
    'idempotencyKey', p_run.idempotency_key,
    'createdAt', promptforge.to_ms(p_run.created_at),
    'leaseExpiresAt', promptforge.to_ms(p_run.lease_expires_at),
    'endedAt', promptforge.to_ms(p_run.ended_at),
    'input', p_run.input,
    'result', p_run.result,
    'error', p_run.error,
    'usage', jsonb_build_object(
      'inputTokens', p_run.input_tokens,
      'outputTokens', p_run.output_tokens,
      'cachedInputTokens', p_run.cached_input_tokens,
      'cacheWriteInputTokens', p_run.cache_write_input_tokens,
      'reasoningTokens', p_run.reasoning_tokens,
      'modelCalls', p_run.model_calls,
      'costMicros', p_run.cost_micros,
      'estimated', p_run.estimated
    ),
    'charge', jsonb_build_object(
      'calls', p_run.charged_calls,
      'tokens', p_run.charged_tokens,
      'cost', p_run.charged_cost
    )
  )
$$;

-- A run with the usage that a document names.
create function promptforge.with_usage(p_run promptforge.runs, p_usage jsonb)
returns promptforge.runs
language plpgsql
immutable
as $$
begin
  p_run.input_tokens := p_usage ->> 'inputTokens';
  p_run.output_tokens := p_usage ->> 'outputTokens';
  p_run.cached_input_tokens := p_usage ->> 'cachedInputTokens';
  p_run.cache_write_input_tokens := p_usage ->> 'cacheWriteInputTokens';
  p_run.reasoning_tokens := p_usage ->> 'reasoningTokens';
  p_run.model_calls := p_usage ->> 'modelCalls';
  p_run.cost_micros := p_usage ->> 'costMicros';
  p_run.estimated := p_usage ->> 'estimated';
  return p_run;
end
$$;

-- What has to change in the windows of a run, in lock order, when another charge takes the place
-- of its own. A run whose user was erased no longer knows which windows of a user it was
-- charged to.
create function promptforge.window_changes(p_run promptforge.runs, p_charge jsonb)
returns promptforge.window_change[]
language plpgsql
stable
as $$
declare
  v_held    jsonb;
  v_changes promptforge.window_change[] := '{}';
  v_change  promptforge.window_change;
begin
  for v_position in 0..jsonb_array_length(p_run.windows) - 1 loop
    v_held := p_run.windows -> v_position;
    continue when v_held ->> 'subject' = 'user' and p_run.input is null;
    v_change.org_id := p_run.org_id;
    v_change.user_id := case v_held ->> 'subject' when 'user' then p_run.user_id else '' end;
    v_change.meter := v_held ->> 'meter';
    v_change.period := v_held ->> 'period';
    v_change.started_at := promptforge.from_ms((v_held ->> 'startedAt')::bigint);
    v_change.ends_at := promptforge.from_ms((v_held ->> 'endsAt')::bigint);
    v_change.delta := (p_charge ->> v_change.meter)::bigint - case v_change.meter
      when 'calls' then p_run.charged_calls
      when 'tokens' then p_run.charged_tokens
      else p_run.charged_cost
    end;
    v_changes := v_changes || v_change;
  end loop;
  return v_changes;
end
$$;

-- Writes the end of a run, which the caller has locked. A run that was charged nothing and did
-- not succeed frees its key.
create function promptforge.end_run(p_run promptforge.runs, p_charge jsonb)
returns promptforge.runs
language plpgsql
volatile
as $$
begin
  p_run.charged_calls := p_charge ->> 'calls';
  p_run.charged_tokens := p_charge ->> 'tokens';
  p_run.charged_cost := p_charge ->> 'cost';
  if p_run.status <> 'succeeded'
    and p_run.charged_calls = 0
    and p_run.charged_tokens = 0
    and p_run.charged_cost = 0
  then
    p_run.idempotency_key := null;
  end if;
  update promptforge.runs as r
     set status = p_run.status,
         idempotency_key = p_run.idempotency_key,
         ended_at = p_run.ended_at,
         result = p_run.result,
         error = p_run.error,
         input_tokens = p_run.input_tokens,
         output_tokens = p_run.output_tokens,
         cached_input_tokens = p_run.cached_input_tokens,
         cache_write_input_tokens = p_run.cache_write_input_tokens,
         reasoning_tokens = p_run.reasoning_tokens,
         model_calls = p_run.model_calls,
         cost_micros = p_run.cost_micros,
         estimated = p_run.estimated,
         in_flight = null,
         charged_calls = p_run.charged_calls,
         charged_tokens = p_run.charged_tokens,
         charged_cost = p_run.charged_cost
   where r.org_id = p_run.org_id
     and r.id = p_run.id;
  return p_run;
end
$$;

-- Checks every limit, takes the hold from all of them and writes the run; or does none of it.
create function promptforge.reserve_v1(
  p_org_id text,
  p_user_id text,
  p_run_id text,
  p_operation text,
  p_plan_id text,
  p_engine text,
  p_model text,
  p_input jsonb,
  p_idempotency_key text,
  p_fingerprint text,
  p_limits jsonb,
  p_hold jsonb,
  p_lease_ms bigint,
  p_now timestamptz default null
)
returns jsonb
language plpgsql
volatile
as $$
declare
  v_limits promptforge.quota_limit[] := promptforge.parse_limits(p_limits);
  v_now    timestamptz;
  v_run    promptforge.runs;
  v_answer jsonb;
begin
  if p_idempotency_key is not null then
    -- Whoever comes second with a key waits here for the first one to commit, then sees its run.
    -- Two keys with one hash merely take turns.
    perform pg_advisory_xact_lock(
      hashtextextended(jsonb_build_array('promptforge', p_org_id, p_user_id, p_idempotency_key)::text, 0)
    );
    select *
      into v_run
      from promptforge.runs as r
     where r.org_id = p_org_id
       and r.user_id = p_user_id
       and r.idempotency_key = p_idempotency_key;
    if found and v_run.fingerprint <> p_fingerprint then
      return jsonb_build_object('outcome', 'conflict', 'runId', v_run.id);
    end if;
    if found then
      return jsonb_build_object(
        'outcome', 'replayed',
        'run', promptforge.run_document(v_run),
        'windows', promptforge.window_states(p_org_id, p_user_id, v_limits, promptforge.store_now(p_now))
      );
    end if;
  end if;

  v_now := promptforge.store_now(p_now);
  v_answer := promptforge.take_windows(p_org_id, p_user_id, v_limits, p_hold, v_now);
  if v_answer ->> 'outcome' = 'refused' then
    return v_answer;
  end if;

  insert into promptforge.runs
    (
      org_id, id, user_id, operation, status, plan_id, engine, model, idempotency_key, fingerprint,
      created_at, lease_expires_at, input, charged_calls, charged_tokens, charged_cost, windows
    )
  values
    (
      p_org_id, p_run_id, p_user_id, p_operation, 'reserved', p_plan_id, p_engine, p_model, p_idempotency_key,
      p_fingerprint, v_now, v_now + make_interval(secs => p_lease_ms / 1000.0), p_input,
      (p_hold ->> 'calls')::bigint, (p_hold ->> 'tokens')::bigint, (p_hold ->> 'cost')::bigint,
      v_answer -> 'held'
    )
  returning *
       into v_run;
  return jsonb_build_object(
    'outcome', 'reserved',
    'run', promptforge.run_document(v_run),
    'windows', v_answer -> 'windows'
  );
end
$$;

-- Extends the lease of a run that has not ended, and remembers what it has used so far.
create function promptforge.checkpoint_v1(
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
         lease_expires_at = promptforge.store_now(p_now) + make_interval(secs => p_lease_ms / 1000.0)
   where r.org_id = p_org_id
     and r.id = p_run_id
     -- That is, reserved; said so, it would lead into the index of leases.
     and r.ended_at is null
  returning *
       into v_run;
  if not found then
    return jsonb_build_object('outcome', 'lost');
  end if;
  return jsonb_build_object('outcome', 'extended', 'leaseExpiresAt', promptforge.to_ms(v_run.lease_expires_at));
end
$$;

-- Ends a run once, with its true charge, scores and events. A run that was abandoned may still
-- be settled; one whose user was erased in the meantime gets back nothing that a user wrote.
create function promptforge.settle_v1(
  p_org_id text,
  p_run_id text,
  p_ending text,
  p_usage jsonb,
  p_charge jsonb,
  p_result jsonb,
  p_error jsonb,
  p_scores jsonb,
  p_events jsonb,
  p_now timestamptz default null
)
returns jsonb
language plpgsql
volatile
as $$
declare
  v_now     timestamptz;
  v_run     promptforge.runs;
  v_erased  boolean;
  v_changes promptforge.window_change[];
  v_change  promptforge.window_change;
begin
  select *
    into v_run
    from promptforge.runs as r
   where r.org_id = p_org_id
     and r.id = p_run_id
     for update;
  if not found then
    return jsonb_build_object('outcome', 'unknown_run');
  end if;
  v_now := promptforge.store_now(p_now);
  if v_run.status not in ('reserved', 'abandoned') then
    return jsonb_build_object(
      'outcome', 'already_settled',
      'run', promptforge.run_document(v_run),
      'windows', promptforge.window_states(
        p_org_id, v_run.user_id, promptforge.parse_limits(v_run.windows), v_now
      )
    );
  end if;

  v_erased := v_run.input is null;
  v_changes := promptforge.window_changes(v_run, p_charge);
  v_run := promptforge.with_usage(v_run, p_usage);
  v_run.status := p_ending;
  v_run.ended_at := v_now;
  v_run.error := p_error;
  v_run.result := case when not v_erased then p_result end;
  v_run := promptforge.end_run(v_run, p_charge);

  -- Before the busy rows are locked.
  insert into promptforge.scores
    (org_id, run_id, position, subject, rubric, final, clarity, execution, ambiguity, business_fit, composite)
  select p_org_id, p_run_id, s.position, d.subject, d.rubric, d.final,
         d.clarity, d.execution, d.ambiguity, d.business_fit, d.composite
    from jsonb_array_elements(p_scores) with ordinality as s (document, position),
         jsonb_populate_record(null::promptforge.scores, s.document) as d;
  perform promptforge.write_events(p_org_id, p_events, v_now);
  if v_erased then
    update promptforge.events as e
       set user_id = ''
     where e.org_id = p_org_id
       and e.run_id = p_run_id
       and e.user_id <> '';
  end if;

  foreach v_change in array v_changes loop
    perform promptforge.correct_window(v_change);
  end loop;
  return jsonb_build_object(
    'outcome', 'settled',
    'run', promptforge.run_document(v_run),
    'windows', promptforge.window_states(
      p_org_id, v_run.user_id, promptforge.parse_limits(v_run.windows), v_now
    )
  );
end
$$;

-- Ends runs whose lease has expired, oldest lease first. Each is charged what its last
-- checkpoint had used and the worst of the call that was under way.
create function promptforge.reap_v1(p_limit integer, p_now timestamptz default null)
returns jsonb
language plpgsql
volatile
as $$
declare
  v_now     timestamptz := promptforge.store_now(p_now);
  v_run     promptforge.runs;
  v_charge  jsonb;
  v_changes promptforge.window_change[] := '{}';
  v_change  promptforge.window_change;
  v_reaped  jsonb := '[]';
begin
  for v_run in
    select *
      from promptforge.runs as r
     where r.status = 'reserved'
       and r.lease_expires_at <= v_now
     order by r.lease_expires_at, r.org_id, r.id
     limit p_limit
       for update skip locked
  loop
    v_charge := jsonb_build_object(
      'calls', case when v_run.model_calls > 0 or v_run.in_flight is not null then 1 else 0 end,
      'tokens', v_run.input_tokens + v_run.output_tokens + coalesce((v_run.in_flight ->> 'tokens')::bigint, 0),
      'cost', coalesce(v_run.cost_micros, 0) + coalesce((v_run.in_flight ->> 'cost')::bigint, 0)
    );
    v_changes := v_changes || promptforge.window_changes(v_run, v_charge);
    v_run.status := 'abandoned';
    v_run.ended_at := v_now;
    v_run.estimated := v_run.estimated or v_run.in_flight is not null;
    v_run.error := jsonb_build_object(
      'code', 'run_abandoned',
      'message', 'The process that started this run did not finish it in time.'
    );
    v_run := promptforge.end_run(v_run, v_charge);
    v_reaped := v_reaped || promptforge.run_document(v_run);
  end loop;

  -- All windows after all runs, so that they are locked in one order across users and tenants.
  for v_change in
    select c.*
      from unnest(v_changes) as c
     order by
           c.user_id = '',
           c.org_id collate "C",
           c.user_id collate "C",
           c.meter collate "C",
           c.period collate "C"
  loop
    perform promptforge.correct_window(v_change);
  end loop;
  return jsonb_build_object('reaped', v_reaped);
end
$$;

-- One run of the tenant; null when there is none.
create function promptforge.get_run_v1(p_org_id text, p_run_id text)
returns jsonb
language plpgsql
stable
as $$
begin
  return (
    select promptforge.run_document(r)
      from promptforge.runs as r
     where r.org_id = p_org_id
       and r.id = p_run_id
  );
end
$$;

-- Runs of the tenant, or of one user, newest first, from the one after (p_after_ms, p_after_id).
create function promptforge.list_runs_v1(
  p_org_id text,
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
  v_after timestamptz := coalesce(promptforge.from_ms(p_after_ms), 'infinity');
  v_id    text := coalesce(p_after_id, '');
  v_runs  promptforge.runs[];
begin
  -- Two statements rather than an "or", so that each goes straight through its index.
  if p_user_id is null then
    v_runs := array(
      select r
        from promptforge.runs as r
       where r.org_id = p_org_id
         and (r.created_at, r.id) < (v_after, v_id)
       order by r.created_at desc, r.id desc
       limit p_limit + 1
    );
  else
    v_runs := array(
      select r
        from promptforge.runs as r
       where r.org_id = p_org_id
         and r.user_id = p_user_id
         and (r.created_at, r.id) < (v_after, v_id)
       order by r.created_at desc, r.id desc
       limit p_limit + 1
    );
  end if;
  return jsonb_build_object(
    'runs', (
      select coalesce(jsonb_agg(promptforge.run_document(r) order by r.created_at desc, r.id desc), '[]')
        from unnest(v_runs[1:p_limit]) as r
    ),
    'more', cardinality(v_runs) > p_limit
  );
end
$$;

-- Scores given in a run, in the order in which they were given.
create function promptforge.run_scores_v1(p_org_id text, p_run_id text)
returns jsonb
language sql
stable
as $$
  select coalesce(
    jsonb_agg(to_jsonb(s) - '{org_id,run_id,position}'::text[] order by s.position),
    '[]'
  )
    from promptforge.scores as s
   where s.org_id = p_org_id
     and s.run_id = p_run_id
$$;

-- Clears a user, and what the user wrote, from ended runs; returns how many were changed. The
-- fingerprint goes too: it would confirm a guess at the prompt.
create function promptforge.erase_user_runs_v1(p_org_id text, p_user_id text)
returns jsonb
language sql
volatile
as $$
  with locked as materialized (
    select r.id
      from promptforge.runs as r
     where r.org_id = p_org_id
       and r.user_id = p_user_id
       and r.user_id <> ''
       and r.status <> 'reserved'
     order by r.id
       for update
  ),
  changed as (
    update promptforge.runs as r
       set user_id = '',
           idempotency_key = null,
           fingerprint = '',
           input = null,
           result = null
      from locked
     where r.org_id = p_org_id
       and r.id = locked.id
    returning 1
  )
  select to_jsonb(count(*))
    from changed
$$;

-- Deletes ended runs created before a time, oldest first, with their scores; returns how many.
create function promptforge.purge_runs_v1(p_org_id text, p_before bigint, p_limit integer)
returns jsonb
language sql
volatile
as $$
  with old as materialized (
    select r.id
      from promptforge.runs as r
     where r.org_id = p_org_id
       and r.created_at < promptforge.from_ms(p_before)
       and r.status <> 'reserved'
     order by r.created_at, r.id
     limit p_limit
       for update skip locked
  ),
  deleted as (
    delete from promptforge.runs as r
     using old
     where r.org_id = p_org_id
       and r.id = old.id
    returning r.id
  ),
  deleted_scores as (
    delete from promptforge.scores as s
     using old
     where s.org_id = p_org_id
       and s.run_id = old.id
  )
  select to_jsonb(count(*))
    from deleted
$$;

revoke execute on all functions in schema promptforge from public;

insert into promptforge.migrations (name)
values ('20261123000300_runs');
