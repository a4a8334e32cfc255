-- The ledger in batches: many reservations, settlements or amounts of any tenants in one call and one
-- commit. A call for one is a batch of one. Nearly always there is room for all of a batch, so that is
-- tried first, in few statements: what a statement costs to start is most of what it costs.
--
-- The lock order is the one of 20261123000100_quota_windows, and within a batch each kind of row is
-- locked for all of it, in one order, before the next kind. New runs come after the windows, in an order
-- of their own: whoever adds one with an id or a key that another transaction is adding waits for that
-- one, which waits for nothing but runs that come later.
--
-- Rows are looked up by their key, one by one, and updated in the order in which they are asked for, also
-- by a plan that was made when the table was nearly empty, and reads all of it, in the order of its index,
-- if that seems cheaper. Hence `limit` with the number of all there are, of which the planner takes that
-- there are few, and `offset 0`, which keeps a lookup from becoming a join.
--
-- The rules of windows are new in two points. A window that is under way when its limit comes with
-- another anchor keeps what is used of it, and ends at the later of the two ends: a change of plan
-- neither forgives nor doubles anything. And a window never starts before the end of the one before.

-- A check of a table is read and planned anew by each statement; that of a type is kept.
create domain promptforge.amount as bigint check (value >= 0);

alter table promptforge.quota_windows
  drop constraint quota_windows_used_check,
  drop constraint quota_windows_previous_check,
  alter column used type promptforge.amount,
  alter column previous type promptforge.amount,
  -- The anchor of the limit it was last counted for, in epoch milliseconds; null for the calendar.
  add column anchor bigint,
  -- When the window before it started, by which a late correction finds it; null when there was none.
  add column previous_started_at timestamptz;

update promptforge.quota_windows as w
   set previous_started_at = w.started_at - (w.ends_at - w.started_at)
 where w.period in ('hour', 'day')
   and w.previous > 0;

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
drop function promptforge.settle_v1(text, text, text, jsonb, jsonb, jsonb, jsonb, jsonb, jsonb, timestamptz);
drop function promptforge.consume_v1(text, text, jsonb, jsonb, timestamptz);
drop function promptforge.reap_v1(integer, timestamptz);
drop function promptforge.peek_v1(text, text, jsonb, timestamptz);
drop function promptforge.end_run(promptforge.runs, jsonb);
drop function promptforge.with_usage(promptforge.runs, jsonb);
drop function promptforge.window_changes(promptforge.runs, jsonb);
drop function promptforge.correct_window(promptforge.window_change);
drop function promptforge.take_windows(text, text, promptforge.quota_limit[], jsonb, timestamptz);
drop function promptforge.take_window(text, text, promptforge.quota_limit, bigint, timestamptz);
drop function promptforge.refusal(text, text, promptforge.quota_limit[], jsonb, timestamptz);
drop function promptforge.window_wait_ms(promptforge.quota_limit, promptforge.quota_windows, bigint, timestamptz);
drop function promptforge.window_states(text, text, promptforge.quota_limit[], timestamptz);
drop function promptforge.window_state(promptforge.quota_limit, promptforge.quota_windows, timestamptz);
drop function promptforge.current_window(text, text, promptforge.quota_limit, timestamptz);
drop function promptforge.window_used(promptforge.quota_limit, promptforge.quota_windows, timestamptz);
drop function promptforge.window_owner(promptforge.quota_limit, text);
drop function promptforge.parse_limits(jsonb);
drop type promptforge.window_change;
drop type promptforge.quota_limit;

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

-- A window at p_now: itself while it is under way, or what it becomes when it is next counted in.
create function promptforge.window_at(
  p_window promptforge.quota_windows,
  p_period text,
  p_anchor bigint,
  p_now timestamptz
)
returns promptforge.quota_windows
language plpgsql
stable
as $$
declare
  v_bounds record;
begin
  if p_window.ends_at > p_now and (p_period <> 'month' or p_window.anchor is not distinct from p_anchor) then
    return p_window;
  end if;
  v_bounds := promptforge.window_bounds(p_period, p_anchor, p_now);
  p_window.anchor := case p_period when 'month' then p_anchor end;
  if p_window.ends_at > p_now then
    p_window.ends_at := greatest(p_window.ends_at, v_bounds.ends_at);
    return p_window;
  end if;
  if p_window.ends_at >= v_bounds.started_at then
    p_window.previous := p_window.used;
    p_window.previous_started_at := p_window.started_at;
  else
    p_window.previous := 0;
    p_window.previous_started_at := null;
  end if;
  p_window.started_at := greatest(v_bounds.started_at, p_window.ends_at);
  p_window.ends_at := v_bounds.ends_at;
  p_window.used := 0;
  return p_window;
end
$$;

-- What is used of a limit at p_now, and the milliseconds until its window ends: `[used, resetAfterMs]`.
-- Of nobody, that is p_user_id null, nothing is used.
create function promptforge.limit_state(p_org_id text, p_user_id text, p_limit jsonb, p_now timestamptz)
returns jsonb
language plpgsql
stable
as $$
declare
  v_window promptforge.quota_windows;
begin
  select *
    into v_window
    from promptforge.quota_windows as w
   where w.org_id = p_org_id
     and w.user_id = case p_limit ->> 'subject' when 'user' then p_user_id else '' end
     and w.meter = p_limit ->> 'meter'
     and w.period = p_limit ->> 'period';
  v_window := promptforge.window_at(v_window, p_limit ->> 'period', (p_limit ->> 'anchor')::bigint, p_now);
  return jsonb_build_array(
    v_window.used + case
      when p_limit ->> 'algorithm' = 'sliding' and v_window.previous > 0
      then promptforge.sliding_share(v_window.previous, v_window.started_at, v_window.ends_at, p_now)
      else 0
    end,
    promptforge.to_ms(v_window.ends_at) - promptforge.to_ms(p_now)
  );
end
$$;

-- The states of limits, in their order.
create function promptforge.limit_states(p_org_id text, p_user_id text, p_limits jsonb, p_now timestamptz)
returns jsonb
language sql
stable
as $$
  select coalesce(
    jsonb_agg(promptforge.limit_state(p_org_id, p_user_id, l.document, p_now) order by l.position),
    '[]'
  )
    from jsonb_array_elements(p_limits) with ordinality as l (document, position)
$$;

-- Whole numbers, truth values and nulls of a JSON array, as the text of an array of SQL.
create function promptforge.as_array(p_values jsonb)
returns text
language sql
immutable
as $$
  select translate(p_values::text, '[]', '{}')
$$;

-- Takes amounts from windows.
--
-- The first five hold the windows, distinct and in lock order, column by column; users are empty for
-- those of an organization. p_demands holds what is asked of them: for each demand `counts` (how many times), `unconditional` and `ends` (the position of its
-- last use); for each use `windows` (a position), `maxima`, `sliding`, `amounts`. Demands are judged in
-- their order, each for as many times as all its windows have room. Those of p_skip are left out.
--
-- v_granted holds how often each demand was met, v_waits how many milliseconds until it could be met
-- once more (-1 when that is never), v_used what is used after it, for each use; v_starts and v_ends
-- the bounds of each window in epoch milliseconds.
create function promptforge.take_amounts(
  p_orgs text[],
  p_users text[],
  p_meters text[],
  p_periods text[],
  p_anchors bigint[],
  p_demands jsonb,
  p_skip boolean[],
  p_now timestamptz,
  out v_now timestamptz,
  out v_granted bigint[],
  out v_waits bigint[],
  out v_used bigint[],
  out v_starts bigint[],
  out v_ends bigint[]
)
language plpgsql
volatile
as $$
declare
  -- The largest whole number that every caller can read exactly.
  c_most constant bigint := 9007199254740991;
  v_counts    bigint[] := promptforge.as_array(p_demands -> 'counts');
  v_free      boolean[] := promptforge.as_array(p_demands -> 'unconditional');
  v_lasts     integer[] := promptforge.as_array(p_demands -> 'ends');
  v_refs      integer[] := promptforge.as_array(p_demands -> 'windows');
  v_maxima    bigint[] := promptforge.as_array(p_demands -> 'maxima');
  v_sliding   boolean[] := promptforge.as_array(p_demands -> 'sliding');
  v_amounts   bigint[] := promptforge.as_array(p_demands -> 'amounts');
  v_rows      promptforge.quota_windows[];
  v_row       promptforge.quota_windows;
  v_counters  bigint[] := '{}';
  v_shares    bigint[];
  v_changed   boolean[] := array_fill(false, array[cardinality(p_orgs)]);
  v_any       boolean := false;
  v_known     bigint;
  v_in_order  boolean;
  v_first_end timestamptz;
  v_moved     boolean;
  -- Windows under way whose limit has come with another anchor.
  v_shifted   boolean[];
  v_first     integer := 1;
  v_window    integer;
  v_room      bigint;
  v_times     bigint;
  v_wait      bigint;
begin
  v_granted := '{}';
  v_waits := '{}';
  v_used := '{}';
  v_starts := '{}';
  v_ends := '{}';
  -- Looked at before anything is locked: rows that are new are made along with locking the others,
  -- so that all of them come in one order.
  select count(w.org_id), bool_and(k.follows)
    into v_known, v_in_order
    from (
           select u.*,
                  row(u.user_id = '', u.org_id collate "C", u.user_id collate "C", u.meter collate "C", u.period collate "C")
                    > lag(
                        row(u.user_id = '', u.org_id collate "C", u.user_id collate "C", u.meter collate "C", u.period collate "C")
                      ) over (order by u.position) as follows
             from unnest(p_orgs, p_users, p_meters, p_periods)
               with ordinality as u (org_id, user_id, meter, period, position)
         ) as k
    left join promptforge.quota_windows as w
      on w.org_id = k.org_id
     and w.user_id = k.user_id
     and w.meter = k.meter
     and w.period = k.period;
  if v_in_order is false then
    raise exception 'promptforge: windows must be in lock order' using errcode = 'invalid_parameter_value';
  end if;
  if v_known < cardinality(p_orgs) then
    -- As windows of long ago: until something is counted, none has been opened.
    insert into promptforge.quota_windows as w
      (org_id, user_id, meter, period, started_at, ends_at, used, previous)
    select k.org_id, k.user_id, k.meter, k.period, promptforge.from_ms(0), promptforge.from_ms(0), 0, 0
      from unnest(p_orgs, p_users, p_meters, p_periods)
        with ordinality as k (org_id, user_id, meter, period, position)
     order by k.position
    on conflict (org_id, user_id, meter, period) do update
       set used = w.used
     where false;
  end if;
  with locked as materialized (
    select w as found, k.position
      from (
             select *
               from unnest(p_orgs, p_users, p_meters, p_periods)
                 with ordinality as u (org_id, user_id, meter, period, position)
              limit cardinality(p_orgs)
           ) as k
      join promptforge.quota_windows as w
        on w.org_id = k.org_id
       and w.user_id = k.user_id
       and w.meter = k.meter
       and w.period = k.period
     order by k.position
       for update of w
  )
  select array_agg(l.found order by l.position),
         coalesce(array_agg((l.found).used order by l.position), '{}'),
         coalesce(array_agg(promptforge.to_ms((l.found).started_at) order by l.position), '{}'),
         coalesce(array_agg(promptforge.to_ms((l.found).ends_at) order by l.position), '{}'),
         min((l.found).ends_at),
         bool_or((l.found).period = 'month' and (l.found).anchor is distinct from p_anchors[l.position])
    into v_rows, v_counters, v_starts, v_ends, v_first_end, v_moved
    from locked as l;
  if coalesce(cardinality(v_rows), 0) < cardinality(p_orgs) then
    raise exception 'promptforge: a window was swept just now' using errcode = 'serialization_failure';
  end if;

  -- After the locks, so that time goes one way for all who wait for the same window.
  v_now := promptforge.store_now(p_now);
  if v_first_end <= v_now or v_moved then
    for v_position in 1..cardinality(p_orgs) loop
      v_row := v_rows[v_position];
      v_shifted[v_position] := v_row.ends_at > v_now
        and v_row.period = 'month'
        and v_row.anchor is distinct from p_anchors[v_position];
      v_row := promptforge.window_at(v_row, p_periods[v_position], p_anchors[v_position], v_now);
      v_rows[v_position] := v_row;
      v_counters[v_position] := v_row.used;
      v_starts[v_position] := promptforge.to_ms(v_row.started_at);
      v_ends[v_position] := promptforge.to_ms(v_row.ends_at);
    end loop;
  end if;
  v_shares := array_fill(0::bigint, array[cardinality(p_orgs)]);
  if true = any (v_sliding) then
    for v_position in 1..cardinality(p_orgs) loop
      v_row := v_rows[v_position];
      continue when v_row.previous = 0;
      v_shares[v_position] := promptforge.sliding_share(v_row.previous, v_row.started_at, v_row.ends_at, v_now);
    end loop;
  end if;

  for v_demand in 1..coalesce(cardinality(v_counts), 0) loop
    if (v_counts[v_demand] between 1 and 1000) is not true then
      raise exception 'promptforge: a demand cannot be counted with' using errcode = 'invalid_parameter_value';
    end if;
    v_times := case when p_skip[v_demand] then 0 else v_counts[v_demand] end;
    for v_use in v_first..v_lasts[v_demand] loop
      exit when v_times = 0 or v_free[v_demand];
      v_window := v_refs[v_use];
      if (v_maxima[v_use] >= 0 and v_amounts[v_use] between 0 and c_most) is not true then
        raise exception 'promptforge: a limit cannot be counted with' using errcode = 'invalid_parameter_value';
      end if;
      v_room := v_maxima[v_use] - v_counters[v_window] - case when v_sliding[v_use] then v_shares[v_window] else 0 end;
      if v_room < v_times * v_amounts[v_use] or v_room < 0 then
        v_times := case when v_amounts[v_use] = 0 then 0 else greatest(v_room, 0) / v_amounts[v_use] end;
      end if;
    end loop;
    v_wait := 0;
    for v_use in v_first..v_lasts[v_demand] loop
      v_window := v_refs[v_use];
      if v_times > 0 then
        v_counters[v_window] := least(v_counters[v_window] + v_times * v_amounts[v_use], c_most);
      end if;
      -- Another end holds whether there was room or not: whoever was refused was told of it.
      if v_times > 0 or (v_shifted[v_window] and p_skip[v_demand] is not true) then
        v_changed[v_window] := true;
        v_any := true;
      end if;
      v_used[v_use] := v_counters[v_window] + case when v_sliding[v_use] then v_shares[v_window] else 0 end;
      if v_times < v_counts[v_demand] and v_used[v_use] + v_amounts[v_use] > v_maxima[v_use] and v_wait >= 0 then
        v_row := v_rows[v_window];
        v_row.used := v_counters[v_window];
        v_wait := case
          when v_amounts[v_use] > v_maxima[v_use] then -1
          else greatest(v_wait, promptforge.wait_ms(v_row, v_sliding[v_use], v_maxima[v_use] - v_amounts[v_use], v_now))
        end;
      end if;
    end loop;
    v_granted[v_demand] := v_times;
    v_waits[v_demand] := v_wait;
    v_first := v_lasts[v_demand] + 1;
  end loop;

  if v_any then
    update promptforge.quota_windows as w
       set used = c.used,
           started_at = c.started_at,
           ends_at = c.ends_at,
           previous = c.previous,
           previous_started_at = c.previous_started_at,
           anchor = c.anchor
      from (
             select r.org_id, r.user_id, r.meter, r.period, r.started_at, r.ends_at, r.previous,
                    r.previous_started_at, r.anchor, v_counters[r.position] as used
               from unnest(v_rows)
                 with ordinality as r (
                   org_id, user_id, meter, period, started_at, ends_at, former, previous, anchor,
                   previous_started_at, position
                 )
              where v_changed[r.position]
           ) as c
     where w.org_id = c.org_id
       and w.user_id = c.user_id
       and w.meter = c.meter
       and w.period = c.period;
  end if;
end
$$;

-- Milliseconds until no more than p_room is used of a window, if nobody else calls.
create function promptforge.wait_ms(
  p_window promptforge.quota_windows,
  p_sliding boolean,
  p_room bigint,
  p_now timestamptz
)
returns bigint
language plpgsql
stable
as $$
declare
  v_started bigint := promptforge.to_ms(p_window.started_at);
  v_ends    bigint := promptforge.to_ms(p_window.ends_at);
  v_now     bigint := promptforge.to_ms(p_now);
  v_next    bigint;
begin
  if not p_sliding then
    return v_ends - v_now;
  end if;
  -- Room comes within this window: the previous one has to shrink to what is free.
  if p_window.used <= p_room then
    return v_ends - v_now
      - div((v_ends - v_started)::numeric * (p_room - p_window.used), p_window.previous)::bigint;
  end if;
  -- Room comes in the next window: this one becomes its previous one, and has to shrink there.
  v_next := promptforge.to_ms((promptforge.window_bounds(p_window.period, p_window.anchor, p_window.ends_at)).ends_at);
  return v_next - v_now - div((v_next - v_ends)::numeric * p_room, p_window.used)::bigint;
end
$$;

-- Takes p_totals from windows, which are given as to take_amounts, if each of them is under way, counted
-- for the same anchor, and has room for all of it: no more than p_rooms may be used then. Otherwise
-- raises PF001, so that whoever called undoes it all, and lets go of the rows, which were not locked in
-- full order.
create function promptforge.take_all(
  p_orgs text[],
  p_users text[],
  p_meters text[],
  p_periods text[],
  p_anchors bigint[],
  p_totals bigint[],
  p_rooms bigint[],
  p_now timestamptz,
  out v_now timestamptz,
  out v_used bigint[],
  out v_starts bigint[],
  out v_ends bigint[]
)
language plpgsql
volatile
as $$
begin
  v_now := promptforge.store_now(p_now);
  with taken as (
    update promptforge.quota_windows as w
       set used = w.used + k.total
      from (
             select *
               from unnest(p_orgs, p_users, p_meters, p_periods, p_anchors, p_totals, p_rooms)
                 with ordinality as u (org_id, user_id, meter, period, anchor, total, room, position)
              -- All of them: see the head of this file.
              limit cardinality(p_orgs)
           ) as k
     where w.org_id = k.org_id
       and w.user_id = k.user_id
       and w.meter = k.meter
       and w.period = k.period
       and w.ends_at > v_now
       and k.total >= 0
       and w.used <= k.room - k.total
       and (k.period <> 'month' or w.anchor is not distinct from k.anchor)
    returning k.position, w.used, w.started_at, w.ends_at
  )
  select coalesce(array_agg(t.used order by t.position), '{}'),
         coalesce(array_agg(promptforge.to_ms(t.started_at) order by t.position), '{}'),
         coalesce(array_agg(promptforge.to_ms(t.ends_at) order by t.position), '{}')
    into v_used, v_starts, v_ends
    from taken as t;
  if cardinality(v_used) < cardinality(p_orgs) then
    raise exception 'promptforge: a window is not ready for all of it' using errcode = 'PF001';
  end if;
end
$$;

-- Takes amounts without runs. See take_amounts.
create function promptforge.consume_many_v1(
  p_orgs text[],
  p_users text[],
  p_meters text[],
  p_periods text[],
  p_anchors bigint[],
  p_totals bigint[],
  p_rooms bigint[],
  p_demands jsonb,
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
      return json_build_object(
        'now', promptforge.to_ms(v_taken.v_now), 'used', v_taken.v_used, 'ends', v_taken.v_ends
      );
    exception
      when sqlstate 'PF001' then
        null;
    end;
  end if;
  v_taken := promptforge.take_amounts(
    p_orgs, p_users, p_meters, p_periods, p_anchors, p_demands, '{}', p_now
  );
  return json_build_object(
    'now', promptforge.to_ms(v_taken.v_now),
    'granted', v_taken.v_granted,
    'waits', v_taken.v_waits,
    'used', v_taken.v_used,
    'ends', v_taken.v_ends
  );
end
$$;

-- Takes an amount once from the windows of one user and their organization, or from none. Each of
-- p_limits, which are in lock order, is `[subject, meter, period, max, anchor, sliding, amount]`.
--
-- This is what is called most, so it does as little as can be: one guarded update for each window, which
-- for a few is quicker than take_all. When a window is new, over or full, that is undone, and
-- take_amounts does it at leisure.
create function promptforge.consume_v1(
  p_org_id text,
  p_user_id text,
  p_limits jsonb,
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
  c_most constant bigint := 9007199254740991;
  v_now    timestamptz := promptforge.store_now(p_now);
  v_limit  jsonb;
  v_owner  text;
  v_meter  text;
  v_period text;
  v_anchor bigint;
  v_amount bigint;
  v_max    bigint;
  v_used   bigint[] := '{}';
  v_ends   bigint[] := '{}';
  v_count  bigint;
  v_end    bigint;
  v_all    integer := jsonb_array_length(p_limits);
  v_taken  record;
begin
  begin
    for v_position in 1..v_all loop
      v_limit := p_limits -> (v_position - 1);
      v_owner := case v_limit ->> 0 when 'user' then p_user_id else '' end;
      v_meter := v_limit ->> 1;
      v_period := v_limit ->> 2;
      v_max := v_limit ->> 3;
      v_anchor := v_limit ->> 4;
      v_amount := v_limit ->> 6;
      if (v_max >= 0 and v_amount between 0 and c_most and v_limit ->> 5 = 'false') is not true then
        raise exception 'promptforge: a window is not counted simply' using errcode = 'PF001';
      end if;
      update promptforge.quota_windows as w
         set used = w.used + v_amount
       where w.org_id = p_org_id
         and w.user_id = v_owner
         and w.meter = v_meter
         and w.period = v_period
         and w.ends_at > v_now
         and w.used + v_amount <= v_max
         and (v_period <> 'month' or w.anchor is not distinct from v_anchor)
      returning w.used, promptforge.to_ms(w.ends_at)
           into v_count, v_end;
      if not found then
        raise exception 'promptforge: a window is not ready for it' using errcode = 'PF001';
      end if;
      v_used[v_position] := v_count;
      v_ends[v_position] := v_end;
    end loop;
    return json_build_object(
      'now', promptforge.to_ms(v_now), 'granted', array[1], 'waits', array[0], 'used', v_used, 'ends', v_ends
    );
  exception
    when sqlstate 'PF001' then
      null;
  end;

  v_taken := promptforge.take_amounts(
    array_fill(p_org_id, array[v_all]),
    array(
      select case l.limit ->> 0 when 'user' then p_user_id else '' end
        from jsonb_array_elements(p_limits) as l ("limit")
    ),
    array(select l.limit ->> 1 from jsonb_array_elements(p_limits) as l ("limit")),
    array(select l.limit ->> 2 from jsonb_array_elements(p_limits) as l ("limit")),
    array(select (l.limit ->> 4)::bigint from jsonb_array_elements(p_limits) as l ("limit")),
    (
      select jsonb_build_object(
               'counts', '[1]'::jsonb,
               'unconditional', '[false]'::jsonb,
               'ends', jsonb_build_array(v_all),
               'windows', coalesce(jsonb_agg(l.position order by l.position), '[]'),
               'maxima', coalesce(jsonb_agg(l.limit -> 3 order by l.position), '[]'),
               'sliding', coalesce(jsonb_agg(l.limit -> 5 order by l.position), '[]'),
               'amounts', coalesce(jsonb_agg(l.limit -> 6 order by l.position), '[]')
             )
        from jsonb_array_elements(p_limits) with ordinality as l ("limit", position)
    ),
    '{}',
    p_now
  );
  return json_build_object(
    'now', promptforge.to_ms(v_taken.v_now),
    'granted', v_taken.v_granted,
    'waits', v_taken.v_waits,
    'used', v_taken.v_used,
    'ends', v_taken.v_ends
  );
end
$$;

-- How full the windows of some limits are.
create function promptforge.peek_v1(
  p_org_id text,
  p_user_id text,
  p_limits jsonb,
  p_now timestamptz default null
)
returns jsonb
language plpgsql
volatile
as $$
begin
  return promptforge.limit_states(p_org_id, p_user_id, p_limits, promptforge.store_now(p_now));
end
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
  return promptforge.reserve_each(
    p_orgs, p_users, p_meters, p_periods, p_anchors, p_demands, p_runs, p_now
  );
end
$$;

-- As reserve_many_v1, when there may be no room for all of them, or some are there already.
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
    -- The same run was being reserved by somebody else: when asked again, it will be found.
    raise exception 'promptforge: a run was reserved twice at once' using errcode = 'serialization_failure';
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

-- As before, except that a month is not taken for over by its own length: it may be short where its
-- anchor has changed.
create or replace function promptforge.sweep_windows_v1(p_limit integer, p_now timestamptz default null)
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
     where w.ends_at + case w.period
             when 'hour' then interval '2 hours'
             when 'day' then interval '48 hours'
             else interval '1488 hours'
           end <= v_now
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
values ('20261124010000_ledger_in_batches');
