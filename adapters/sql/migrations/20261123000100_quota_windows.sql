-- Quota: how much of each limit is used.
--
-- Lock order, for every function of the schema, so that no two of them can wait for each other:
--   1. the idempotency key of a reservation (advisory, until the end of the transaction),
--   2. rows of runs: one, or several in the order of their key, or those that nobody has locked,
--   3. rows of events, by run and sequence,
--   4. rows of quota_windows: those of users before those of organizations, then by organization,
--      user, meter and period. The busiest row, an organization's, is thus held the shortest.
-- A reservation adds its run after its windows: nobody else can know that row, and nothing is
-- waited for after it.
--
-- Everything here relies on READ COMMITTED: after waiting for a row, the guard of an update is
-- judged again on the newest version of that row.

-- One row for each subject, meter and period. It is reset in place when its window is over.
-- No index but the key, and room in each page: updates stay within their page (HOT).
create table promptforge.quota_windows (
  org_id     text collate "C" not null,
  -- Empty for the limits of the organization.
  user_id    text collate "C" not null,
  meter      text collate "C" not null,
  period     text collate "C" not null,
  started_at timestamptz not null,
  ends_at    timestamptz not null,
  used       bigint not null check (used >= 0),
  -- What the window before this one came to; 0 when that one was not counted.
  previous   bigint not null check (previous >= 0),
  primary key (org_id, user_id, meter, period)
)
with (
  fillfactor = 50,
  autovacuum_vacuum_scale_factor = 0.02,
  autovacuum_vacuum_threshold = 200
);

alter table promptforge.quota_windows enable row level security;

-- A limit, spelled as in the documents that callers send.
create type promptforge.quota_limit as (
  subject   text,
  meter     text,
  period    text,
  max       bigint,
  -- Epoch milliseconds; null for the calendar.
  anchor    bigint,
  algorithm text
);

-- A correction of one window, known by its key and by the time it held when it was charged.
create type promptforge.window_change as (
  org_id     text,
  user_id    text,
  meter      text,
  period     text,
  started_at timestamptz,
  ends_at    timestamptz,
  delta      bigint
);

-- The window that holds p_at. Hours and days are those of UTC. Months are counted from the
-- original anchor, so that 31 January is followed by 28 February and by 31 March.
create function promptforge.window_bounds(
  p_period text,
  p_anchor bigint,
  p_at timestamptz,
  out started_at timestamptz,
  out ends_at timestamptz
)
language plpgsql
immutable
as $$
declare
  v_at     timestamp := p_at at time zone 'UTC';
  v_anchor timestamp;
  v_months integer;
begin
  if p_period in ('hour', 'day') then
    started_at := date_trunc(p_period, v_at) at time zone 'UTC';
    ends_at := started_at + case p_period when 'hour' then interval '1 hour' else interval '24 hours' end;
  elsif p_period = 'month' then
    v_anchor := promptforge.from_ms(coalesce(p_anchor, 0)) at time zone 'UTC';
    v_months := (extract(year from v_at) - extract(year from v_anchor)) * 12
      + extract(month from v_at) - extract(month from v_anchor);
    if v_anchor + make_interval(months => v_months) > v_at then
      v_months := v_months - 1;
    end if;
    started_at := (v_anchor + make_interval(months => v_months)) at time zone 'UTC';
    ends_at := (v_anchor + make_interval(months => v_months + 1)) at time zone 'UTC';
  else
    raise exception 'promptforge: unknown period' using errcode = 'invalid_parameter_value';
  end if;
end
$$;

-- Limits as an array. Rejects limits that are not in lock order, given twice, or not countable.
create function promptforge.parse_limits(p_limits jsonb)
returns promptforge.quota_limit[]
language plpgsql
immutable
as $$
declare
  v_limits   promptforge.quota_limit[] := array(
    select l
      from jsonb_populate_recordset(null::promptforge.quota_limit, p_limits) as l
  );
  v_limit    promptforge.quota_limit;
  v_key      text;
  v_last_key text := '';
begin
  foreach v_limit in array v_limits loop
    if (v_limit.subject in ('user', 'org') and v_limit.max >= 0) is not true then
      raise exception 'promptforge: a limit cannot be counted with' using errcode = 'invalid_parameter_value';
    end if;
    v_key := case v_limit.subject when 'user' then '1' else '2' end || v_limit.meter || '-' || v_limit.period;
    if (v_key collate "C" > v_last_key collate "C") is not true then
      raise exception 'promptforge: limits must be in lock order' using errcode = 'invalid_parameter_value';
    end if;
    v_last_key := v_key;
  end loop;
  return v_limits;
end
$$;

-- Whose counter a limit is kept in.
create function promptforge.window_owner(p_limit promptforge.quota_limit, p_user_id text)
returns text
language sql
immutable
as $$
  select case p_limit.subject when 'user' then p_user_id else '' end
$$;

-- The part of the previous window that a sliding limit still counts: its total times the share
-- of the window that is left, rounded up in whole numbers.
create function promptforge.sliding_share(
  p_previous bigint,
  p_started_at timestamptz,
  p_ends_at timestamptz,
  p_now timestamptz
)
returns bigint
language sql
stable
as $$
  -- div() is exact and cuts off; the addend makes it round up.
  select div(
    p_previous::numeric * least(w.length, promptforge.to_ms(p_ends_at) - promptforge.to_ms(p_now)) + w.length - 1,
    w.length
  )::bigint
    from (select promptforge.to_ms(p_ends_at) - promptforge.to_ms(p_started_at)) as w (length)
$$;

-- What a limit counts as used in a window at p_now.
create function promptforge.window_used(
  p_limit promptforge.quota_limit,
  p_window promptforge.quota_windows,
  p_now timestamptz
)
returns bigint
language plpgsql
stable
as $$
begin
  if p_limit.algorithm = 'sliding' and p_window.previous > 0 then
    return p_window.used
      + promptforge.sliding_share(p_window.previous, p_window.started_at, p_window.ends_at, p_now);
  end if;
  return p_window.used;
end
$$;

-- The window of a limit at p_now, without changing or locking it: the row, or what the row will
-- become when it is next charged.
create function promptforge.current_window(
  p_org_id text,
  p_user_id text,
  p_limit promptforge.quota_limit,
  p_now timestamptz
)
returns promptforge.quota_windows
language plpgsql
stable
as $$
declare
  v_window promptforge.quota_windows;
  v_bounds record;
begin
  select *
    into v_window
    from promptforge.quota_windows as w
   where w.org_id = p_org_id
     and w.user_id = promptforge.window_owner(p_limit, p_user_id)
     and w.meter = p_limit.meter
     and w.period = p_limit.period;
  if found and v_window.ends_at > p_now then
    return v_window;
  end if;
  v_bounds := promptforge.window_bounds(p_limit.period, p_limit.anchor, p_now);
  v_window.previous := case when v_window.ends_at = v_bounds.started_at then v_window.used else 0 end;
  v_window.used := 0;
  v_window.started_at := v_bounds.started_at;
  v_window.ends_at := v_bounds.ends_at;
  return v_window;
end
$$;

-- How full a window is, as callers read it.
create function promptforge.window_state(
  p_limit promptforge.quota_limit,
  p_window promptforge.quota_windows,
  p_now timestamptz
)
returns jsonb
language plpgsql
stable
as $$
declare
  v_used bigint := promptforge.window_used(p_limit, p_window, p_now);
begin
  return jsonb_build_object(
    'subject', p_limit.subject,
    'meter', p_limit.meter,
    'period', p_limit.period,
    'max', p_limit.max,
    'anchor', p_limit.anchor,
    'algorithm', p_limit.algorithm,
    'used', v_used,
    'remaining', greatest(0, p_limit.max - v_used),
    'resetAfterMs', promptforge.to_ms(p_window.ends_at) - promptforge.to_ms(p_now)
  );
end
$$;

-- The states of all limits, in their order.
create function promptforge.window_states(
  p_org_id text,
  p_user_id text,
  p_limits promptforge.quota_limit[],
  p_now timestamptz
)
returns jsonb
language plpgsql
stable
as $$
declare
  v_limit  promptforge.quota_limit;
  v_states jsonb := '[]';
begin
  foreach v_limit in array p_limits loop
    v_states := v_states || promptforge.window_state(
      v_limit,
      promptforge.current_window(p_org_id, p_user_id, v_limit, p_now),
      p_now
    );
  end loop;
  return v_states;
end
$$;

-- Milliseconds until a window without room for an amount will have it, if nobody else calls;
-- null when the amount exceeds the limit itself.
create function promptforge.window_wait_ms(
  p_limit promptforge.quota_limit,
  p_window promptforge.quota_windows,
  p_amount bigint,
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
  v_next    record;
begin
  if p_amount > p_limit.max then
    return null;
  end if;
  if p_limit.algorithm = 'fixed' then
    return v_ends - v_now;
  end if;
  -- Room comes within this window: the previous one has to shrink to what is free.
  if p_window.used + p_amount <= p_limit.max then
    return v_ends - v_now
      - div((v_ends - v_started)::numeric * (p_limit.max - p_window.used - p_amount), p_window.previous)::bigint;
  end if;
  -- Room comes in the next window: this one becomes its previous one, and has to shrink there.
  v_next := promptforge.window_bounds(p_limit.period, p_limit.anchor, p_window.ends_at);
  return promptforge.to_ms(v_next.ends_at) - v_now
    - div(
        (promptforge.to_ms(v_next.ends_at) - v_ends)::numeric * (p_limit.max - p_amount),
        p_window.used
      )::bigint;
end
$$;

-- Why amounts do not fit, as a refusal for the caller; null when they do fit.
create function promptforge.refusal(
  p_org_id text,
  p_user_id text,
  p_limits promptforge.quota_limit[],
  p_amounts jsonb,
  p_now timestamptz
)
returns jsonb
language plpgsql
stable
as $$
declare
  v_limit   promptforge.quota_limit;
  v_window  promptforge.quota_windows;
  v_amount  bigint;
  v_state   jsonb;
  v_states  jsonb := '[]';
  v_blocked jsonb := '[]';
  v_wait    bigint;
  v_longest bigint := 0;
begin
  foreach v_limit in array p_limits loop
    v_window := promptforge.current_window(p_org_id, p_user_id, v_limit, p_now);
    v_amount := (p_amounts ->> v_limit.meter)::bigint;
    v_state := promptforge.window_state(v_limit, v_window, p_now);
    v_states := v_states || v_state;
    if (v_state ->> 'used')::bigint + v_amount > v_limit.max then
      v_blocked := v_blocked || v_state;
      v_wait := promptforge.window_wait_ms(v_limit, v_window, v_amount, p_now);
      -- Once one of the waits is endless, so are all of them together.
      v_longest := case when v_wait is not null and v_longest is not null then greatest(v_longest, v_wait) end;
    end if;
  end loop;
  if v_blocked = '[]' then
    return null;
  end if;
  return jsonb_build_object(
    'outcome', 'refused',
    'windows', v_states,
    'blocked', v_blocked,
    'retryAfterMs', v_longest
  );
end
$$;

-- Takes an amount from one window, opening the window first when it is new or over.
-- Returns the row, which stays locked; null when there was no room.
create function promptforge.take_window(
  p_org_id text,
  p_user_id text,
  p_limit promptforge.quota_limit,
  p_amount bigint,
  p_now timestamptz
)
returns promptforge.quota_windows
language plpgsql
volatile
as $$
declare
  v_owner  text := promptforge.window_owner(p_limit, p_user_id);
  v_window promptforge.quota_windows;
  v_bounds record;
begin
  loop
    update promptforge.quota_windows as w
       set used = w.used + p_amount
     where w.org_id = p_org_id
       and w.user_id = v_owner
       and w.meter = p_limit.meter
       and w.period = p_limit.period
       and w.ends_at > p_now
       and w.used + p_amount <= p_limit.max - case
             when p_limit.algorithm = 'sliding' and w.previous > 0
             then promptforge.sliding_share(w.previous, w.started_at, w.ends_at, p_now)
             else 0
           end
    returning *
         into v_window;
    if found then
      return v_window;
    end if;

    -- A window that is current has no room. Reading first spares a refusal the lock.
    perform
       from promptforge.quota_windows as w
      where w.org_id = p_org_id
        and w.user_id = v_owner
        and w.meter = p_limit.meter
        and w.period = p_limit.period
        and w.ends_at > p_now;
    if found then
      return null;
    end if;

    v_bounds := promptforge.window_bounds(p_limit.period, p_limit.anchor, p_now);
    insert into promptforge.quota_windows as w
      (org_id, user_id, meter, period, started_at, ends_at, used, previous)
    values
      (p_org_id, v_owner, p_limit.meter, p_limit.period, v_bounds.started_at, v_bounds.ends_at, 0, 0)
    on conflict (org_id, user_id, meter, period) do update
       set started_at = excluded.started_at,
           ends_at = excluded.ends_at,
           used = 0,
           previous = case when w.ends_at = excluded.started_at then w.used else 0 end
     where w.ends_at <= p_now;
  end loop;
end
$$;

-- Takes amounts from all windows, or from none. Returns `taken` with the states of the
-- windows and, in `held`, each limit with the bounds of its window; or the refusal.
create function promptforge.take_windows(
  p_org_id text,
  p_user_id text,
  p_limits promptforge.quota_limit[],
  p_amounts jsonb,
  p_now timestamptz
)
returns jsonb
language plpgsql
volatile
as $$
declare
  v_limit    promptforge.quota_limit;
  v_window   promptforge.quota_windows;
  v_taken    promptforge.quota_windows[];
  v_position integer;
  v_states   jsonb;
  v_held     jsonb;
  v_refusal  jsonb;
begin
  for v_attempt in 1..100 loop
    v_taken := '{}';
    v_states := '[]';
    v_held := '[]';
    foreach v_limit in array p_limits loop
      v_window := promptforge.take_window(
        p_org_id, p_user_id, v_limit, (p_amounts ->> v_limit.meter)::bigint, p_now
      );
      exit when v_window.used is null;
      v_taken := v_taken || v_window;
      v_states := v_states || promptforge.window_state(v_limit, v_window, p_now);
      v_held := v_held || (
        to_jsonb(v_limit) || jsonb_build_object(
          'startedAt', promptforge.to_ms(v_window.started_at),
          'endsAt', promptforge.to_ms(v_window.ends_at)
        )
      );
    end loop;
    if cardinality(v_taken) = cardinality(p_limits) then
      return jsonb_build_object('outcome', 'taken', 'windows', v_states, 'held', v_held);
    end if;

    -- Give back what was taken: those rows are still locked by us, and in the same window.
    for v_position in 1..cardinality(v_taken) loop
      v_window := v_taken[v_position];
      update promptforge.quota_windows as w
         set used = w.used - (p_amounts ->> v_window.meter)::bigint
       where w.org_id = v_window.org_id
         and w.user_id = v_window.user_id
         and w.meter = v_window.meter
         and w.period = v_window.period;
    end loop;
    v_refusal := promptforge.refusal(p_org_id, p_user_id, p_limits, p_amounts, p_now);
    if v_refusal is not null then
      return v_refusal;
    end if;
    -- Somebody made room in the meantime: try once more.
  end loop;
  raise exception 'promptforge: the windows are changing too fast' using errcode = 'serialization_failure';
end
$$;

-- Corrects what was taken from one window. A window that has rolled over since is left alone,
-- except that its successor remembers what it came to.
create function promptforge.correct_window(p_change promptforge.window_change)
returns void
language plpgsql
volatile
as $$
declare
  -- The largest whole number that every caller can read exactly.
  c_most constant bigint := 9007199254740991;
begin
  if p_change.delta = 0 then
    return;
  end if;
  update promptforge.quota_windows as w
     set used = case
           when w.started_at = p_change.started_at then least(greatest(w.used + p_change.delta, 0), c_most)
           else w.used
         end,
         previous = case
           when w.started_at = p_change.ends_at then least(greatest(w.previous + p_change.delta, 0), c_most)
           else w.previous
         end
   where w.org_id = p_change.org_id
     and w.user_id = p_change.user_id
     and w.meter = p_change.meter
     and w.period = p_change.period
     and w.started_at in (p_change.started_at, p_change.ends_at);
end
$$;

-- Takes an amount from every window, or from none.
create function promptforge.consume_v1(
  p_org_id text,
  p_user_id text,
  p_limits jsonb,
  p_amounts jsonb,
  p_now timestamptz default null
)
returns jsonb
language plpgsql
volatile
as $$
declare
  v_answer jsonb := promptforge.take_windows(
    p_org_id, p_user_id, promptforge.parse_limits(p_limits), p_amounts, promptforge.store_now(p_now)
  );
begin
  if v_answer ->> 'outcome' = 'refused' then
    return v_answer;
  end if;
  return jsonb_build_object('outcome', 'admitted', 'windows', v_answer -> 'windows');
end
$$;

-- How full the windows are.
create function promptforge.peek_v1(
  p_org_id text,
  p_user_id text,
  p_limits jsonb,
  p_now timestamptz default null
)
returns jsonb
language plpgsql
stable
as $$
begin
  return promptforge.window_states(
    p_org_id, p_user_id, promptforge.parse_limits(p_limits), promptforge.store_now(p_now)
  );
end
$$;

revoke execute on all functions in schema promptforge from public;

insert into promptforge.migrations (name)
values ('20261123000100_quota_windows');
