-- Windows in batches: amounts of many users of any tenants are taken in one call and one commit. A call
-- for one is a batch of one. Nearly always there is room for all of a batch, so that is tried first, in
-- few statements: what a statement costs to start is most of what it costs.
--
-- The lock order is the one of 20261123000100_quota_windows, and within a batch all windows are locked in
-- one order.
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

drop function promptforge.consume_v1(text, text, jsonb, jsonb, timestamptz);
drop function promptforge.peek_v1(text, text, jsonb, timestamptz);
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
drop type promptforge.quota_limit;

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
-- those of an organization. p_demands holds what is asked of them: for each demand `counts` (how many
-- times), `unconditional` and `ends` (the position of its last use); for each use `windows` (a position), `maxima`, `sliding`, `amounts`. Demands are judged in
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
set enable_seqscan = off
set enable_hashjoin = off
set enable_mergejoin = off
set jit = off
set plan_cache_mode = force_generic_plan
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
-- This is what is called most, so it does as little as can be: one guarded upsert for each window, which
-- for a few is quicker than take_all. An upsert finds its row by the primary key whatever the planner
-- thinks of the table, so that no setting has to be made for each call; and rows are met in lock order,
-- so that nothing has to be undone by a savepoint, which would cost a transaction id for each call. When
-- a window is new, over or full, what was taken is given back under the locks that are held, and
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
as $$
declare
  c_most constant bigint := 9007199254740991;
  c_long_ago constant timestamptz := 'epoch';
  v_now    timestamptz := promptforge.store_now(p_now);
  v_limit  jsonb;
  v_period text;
  v_amount bigint;
  v_used   bigint[] := '{}';
  v_ends   bigint[] := '{}';
  v_count  bigint;
  v_end    timestamptz;
  v_all    integer := jsonb_array_length(p_limits);
  v_done   integer := 0;
  v_taken  record;
begin
  while v_done < v_all loop
    v_limit := p_limits -> v_done;
    v_period := v_limit ->> 2;
    v_amount := v_limit ->> 6;
    exit when ((v_limit ->> 3)::bigint >= 0 and v_amount between 0 and c_most and v_limit ->> 5 = 'false') is not true;
    -- A row that is new is a window of long ago, as in take_amounts: nothing was taken from it.
    insert into promptforge.quota_windows as w
      (org_id, user_id, meter, period, started_at, ends_at, used, previous)
    values (
      p_org_id, case v_limit ->> 0 when 'user' then p_user_id else '' end, v_limit ->> 1, v_period,
      c_long_ago, c_long_ago, 0, 0
    )
    on conflict (org_id, user_id, meter, period) do update
       set used = w.used + v_amount
     where w.ends_at > v_now
       and w.used + v_amount <= (v_limit ->> 3)::bigint
       and (v_period <> 'month' or w.anchor is not distinct from (v_limit ->> 4)::bigint)
    returning w.used, w.ends_at
         into v_count, v_end;
    exit when not found or v_end = c_long_ago;
    v_done := v_done + 1;
    v_used[v_done] := v_count;
    v_ends[v_done] := promptforge.to_ms(v_end);
  end loop;
  if v_done = v_all then
    return json_build_object(
      'now', promptforge.to_ms(v_now), 'granted', array[1], 'waits', array[0], 'used', v_used, 'ends', v_ends
    );
  end if;

  for v_position in 0..v_done - 1 loop
    v_limit := p_limits -> v_position;
    insert into promptforge.quota_windows as w
      (org_id, user_id, meter, period, started_at, ends_at, used, previous)
    values (
      p_org_id, case v_limit ->> 0 when 'user' then p_user_id else '' end, v_limit ->> 1, v_limit ->> 2,
      c_long_ago, c_long_ago, 0, 0
    )
    on conflict (org_id, user_id, meter, period) do update
       set used = w.used - (v_limit ->> 6)::bigint;
  end loop;
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

revoke execute on all functions in schema promptforge from public;
select promptforge.grant_access();

insert into promptforge.migrations (name)
values ('20261124010000_windows_in_batches');
