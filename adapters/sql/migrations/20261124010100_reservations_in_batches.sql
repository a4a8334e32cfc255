-- Reservations in batches: many runs of any tenants in one call and one commit; see
-- 20261124010000_windows_in_batches, by whose rules windows are taken and rows looked up.
--
-- New runs come after the windows, in an order of their own: whoever adds one with an id or a key that
-- another transaction is adding waits for that one, which waits for nothing but runs that come later.

-- When each window of `windows` started that was charged, in epoch milliseconds, in their order.
alter table promptforge.runs
  add column window_starts bigint[] not null default '{}';

update promptforge.runs as r
   set window_starts = array(
         select (h.held ->> 'startedAt')::bigint
           from jsonb_array_elements(r.windows) with ordinality as h (held, position)
          order by h.position
       );

alter table promptforge.runs
  alter column window_starts drop default;

drop function promptforge.reserve_v1(
  text, text, text, text, text, text, text, jsonb, text, text, jsonb, jsonb, bigint, timestamptz
);

-- A run as callers read it. As text, which is what answers are sent as: a document inside documents
-- is taken apart and put together again by each of them.
drop function promptforge.run_document(promptforge.runs);

create function promptforge.run_document(p_run promptforge.runs)
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
    'idempotencyKey', p_run.idempotency_key,
    'createdAt', promptforge.to_ms(p_run.created_at),
    'leaseExpiresAt', promptforge.to_ms(p_run.lease_expires_at),
    'endedAt', promptforge.to_ms(p_run.ended_at),
    'input', p_run.input,
    'result', p_run.result,
    'error', p_run.error,
    'usage', json_build_object(
      'inputTokens', p_run.input_tokens,
      'outputTokens', p_run.output_tokens,
      'cachedInputTokens', p_run.cached_input_tokens,
      'cacheWriteInputTokens', p_run.cache_write_input_tokens,
      'reasoningTokens', p_run.reasoning_tokens,
      'modelCalls', p_run.model_calls,
      'costMicros', p_run.cost_micros,
      'estimated', p_run.estimated
    ),
    'charge', json_build_object(
      'calls', p_run.charged_calls,
      'tokens', p_run.charged_tokens,
      'cost', p_run.charged_cost
    )
  )
$$;

-- Writes the runs that were granted, all of them when p_granted is null; how many there are now.
create function promptforge.insert_runs(p_runs jsonb, p_granted bigint[], p_starts bigint[], p_now timestamptz)
returns bigint
language plpgsql
volatile
as $$
declare
  v_written bigint;
begin
  insert into promptforge.runs
    (
      org_id, id, user_id, operation, status, plan_id, engine, model, idempotency_key, fingerprint,
      created_at, lease_expires_at, input, charged_calls, charged_tokens, charged_cost, windows, window_starts
    )
  select g."orgId", g.id, g."userId", g.operation, 'reserved', g."planId", g.engine, g.model, g."idempotencyKey",
         g.fingerprint, p_now, p_now + make_interval(secs => g."leaseMs" / 1000.0), g.input,
         g.calls, g.tokens, g.cost, g.limits,
         array(select p_starts[u] from unnest(g.uses) as u)
    from rows from (
           jsonb_to_recordset(p_runs) as (
             "orgId" text, id text, "userId" text, operation text, "planId" text, engine text, model text,
             "idempotencyKey" text, fingerprint text, "leaseMs" bigint, input jsonb, calls bigint,
             tokens bigint, cost bigint, limits jsonb, uses integer[]
           )
         )
      with ordinality as g (
        "orgId", id, "userId", operation, "planId", engine, model, "idempotencyKey", fingerprint, "leaseMs",
        input, calls, tokens, cost, limits, uses, position
      )
   where (p_granted is null or p_granted[g.position] > 0)
     -- What is there already is not to be met by inserting: whoever is ending that run holds it, and may wait
     -- for the windows that were just taken. One by one: as a join, it may be made by reading all runs.
     and (select true from promptforge.runs as r where r.org_id = g."orgId" and r.id = g.id) is null
     and (
           select true
             from promptforge.runs as r
            where r.org_id = g."orgId"
              and r.user_id = g."userId"
              and r.idempotency_key = g."idempotencyKey"
         ) is null
   -- Whoever comes second with an id or a key waits here for the first one to commit.
   order by g."orgId" collate "C", g."userId" collate "C", g."idempotencyKey" collate "C", g.id collate "C"
  on conflict do nothing;
  get diagnostics v_written = row_count;
  return v_written;
end
$$;

-- Reserves runs: one of p_runs for each demand. A run that is there already, by its id or by its key,
-- is answered and takes nothing. No id and no key may come twice in a batch.
create function promptforge.reserve_many_v1(
  p_orgs text[],
  p_users text[],
  p_meters text[],
  p_periods text[],
  p_anchors bigint[],
  p_totals bigint[],
  p_rooms bigint[],
  p_demands jsonb,
  p_runs jsonb,
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
  v_taken record;
begin
  if p_totals is not null then
    begin
      v_taken := promptforge.take_all(
        p_orgs, p_users, p_meters, p_periods, p_anchors, p_totals, p_rooms, p_now
      );
      if promptforge.insert_runs(p_runs, null, v_taken.v_starts, v_taken.v_now) < jsonb_array_length(p_runs) then
        raise exception 'promptforge: a run is there already' using errcode = 'PF001';
      end if;
      return json_build_object(
        'now', promptforge.to_ms(v_taken.v_now), 'used', v_taken.v_used, 'ends', v_taken.v_ends
      );
    exception
      when sqlstate 'PF001' then
        null;
    end;
  end if;
  for v_attempt in 1..3 loop
    begin
      return promptforge.reserve_each(
        p_orgs, p_users, p_meters, p_periods, p_anchors, p_demands, p_runs, p_now
      );
    exception
      when sqlstate 'PF002' then
        -- Undone, with its locks: whoever was quicker has committed, and is found when looked for again.
        null;
    end;
  end loop;
  raise exception 'promptforge: a run was reserved twice at once, again and again' using errcode = 'serialization_failure';
end
$$;

-- As reserve_many_v1, when there may be no room for all of them, or some are there already. Raises PF002
-- when one of them came to be there in the meantime, so that whoever called undoes it all and looks again.
create function promptforge.reserve_each(
  p_orgs text[],
  p_users text[],
  p_meters text[],
  p_periods text[],
  p_anchors bigint[],
  p_demands jsonb,
  p_runs jsonb,
  p_now timestamptz
)
returns json
language plpgsql
volatile
as $$
declare
  v_lock    bigint;
  v_found   record;
  v_now     timestamptz := promptforge.store_now(p_now);
  v_skip    boolean[] := '{}';
  v_earlier jsonb := '{}';
  v_taken   record;
  v_expected bigint;
begin
  -- Whoever comes second with a key waits here for the first one to commit, then sees its run.
  -- Two keys with one hash merely take turns.
  for v_lock in
    select distinct hashtextextended(
             jsonb_build_array('promptforge', g."orgId", g."userId", g."idempotencyKey")::text, 0
           ) as hash
      from jsonb_to_recordset(p_runs) as g ("orgId" text, "userId" text, "idempotencyKey" text)
     where g."idempotencyKey" is not null
     order by hash
  loop
    perform pg_advisory_xact_lock(v_lock);
  end loop;

  for v_found in
    select g.position, g.fingerprint, g."userId" as user_id, g.limits, r.run
      from rows from (jsonb_to_recordset(p_runs) as ("orgId" text, "userId" text, id text, fingerprint text, limits jsonb))
        with ordinality as g ("orgId", "userId", id, fingerprint, limits, position)
     cross join lateral (
             select x as run
               from promptforge.runs as x
              where x.org_id = g."orgId"
                and x.id = g.id
             offset 0
           ) as r
     union all
    select g.position, g.fingerprint, g."userId", g.limits, r.run
      from rows from (
             jsonb_to_recordset(p_runs)
               as ("orgId" text, "userId" text, id text, fingerprint text, limits jsonb, "idempotencyKey" text)
           )
        with ordinality as g ("orgId", "userId", id, fingerprint, limits, key, position)
     cross join lateral (
             select x as run
               from promptforge.runs as x
              where x.org_id = g."orgId"
                and x.user_id = g."userId"
                and x.idempotency_key = g.key
                and x.id <> g.id
             offset 0
           ) as r
  loop
    continue when v_skip[v_found.position];
    v_skip[v_found.position] := true;
    v_earlier := v_earlier || jsonb_build_object(
      v_found.position - 1,
      case
        when (v_found.run).fingerprint <> v_found.fingerprint then jsonb_build_object('conflict', (v_found.run).id)
        else jsonb_build_object(
          'run', promptforge.run_document(v_found.run),
          'windows', promptforge.limit_states((v_found.run).org_id, v_found.user_id, v_found.limits, v_now)
        )
      end
    );
  end loop;

  v_taken := promptforge.take_amounts(
    p_orgs, p_users, p_meters, p_periods, p_anchors, p_demands, v_skip, p_now
  );
  select count(*)
    into v_expected
    from unnest(v_taken.v_granted) as g (granted)
   where g.granted > 0;
  if v_expected > 0
    and promptforge.insert_runs(p_runs, v_taken.v_granted, v_taken.v_starts, v_taken.v_now) < v_expected
  then
    -- By somebody who tried all at once, and so did not wait for the lock of the key.
    raise exception 'promptforge: a run was reserved just now' using errcode = 'PF002';
  end if;
  return json_build_object(
    'now', promptforge.to_ms(v_taken.v_now),
    'granted', v_taken.v_granted,
    'waits', v_taken.v_waits,
    'used', v_taken.v_used,
    'ends', v_taken.v_ends,
    'earlier', v_earlier
  );
end
$$;

revoke execute on all functions in schema promptforge from public;
select promptforge.grant_access();

insert into promptforge.migrations (name)
values ('20261124010100_reservations_in_batches');
