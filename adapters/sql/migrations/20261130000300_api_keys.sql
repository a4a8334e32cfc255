-- Keys for calls from server to server, and windows of their own.
--
-- Whoever changes a key or its secret locks the row of the key first; whoever locks several locks them in
-- the order of their ids, or skips those that are locked.

create table promptforge.api_keys (
  id             text collate "C" not null check (id <> ''),
  org_id         text collate "C" not null,
  -- Who created it, and what they were in the organization.
  user_id        text collate "C" not null check (user_id <> ''),
  role           text collate "C" not null check (role in ('owner', 'admin', 'member', 'viewer')),
  name           text not null,
  last4          text not null,
  scopes         jsonb not null,
  limits         jsonb not null,
  created_at     timestamptz not null,
  expires_at     timestamptz,
  last_used_at   timestamptz,
  revoked_at     timestamptz,
  -- Until when the secret before the last rotation is taken.
  previous_until timestamptz,
  -- The first of the ends above, so that an index finds what has ended.
  ends_at        timestamptz
);

create index api_keys_by_age
    on promptforge.api_keys (org_id, created_at, id);

create index api_keys_by_creator
    on promptforge.api_keys (org_id, user_id);

create index api_keys_by_end
    on promptforge.api_keys (ends_at)
 where ends_at is not null;

-- Last, for the reason told at the one of runs.
alter table promptforge.api_keys
  add primary key (id);

alter table promptforge.api_keys enable row level security;

create policy members_read on promptforge.api_keys
   for select
 using (
   org_id = any ((select promptforge.member_org_ids())::text[])
   and (
     user_id = (select promptforge.current_user_id())
     or org_id = any ((select promptforge.admin_org_ids())::text[])
   )
 );

-- What a key is known by. There is no policy, so that nobody but a server may read even the hashes.
create table promptforge.api_key_secrets (
  key_id        text collate "C" primary key references promptforge.api_keys (id) on delete cascade,
  -- SHA-256 in hexadecimal.
  hash          text collate "C" not null check (hash ~ '^[0-9a-f]{64}$'),
  previous_hash text collate "C" check (previous_hash ~ '^[0-9a-f]{64}$')
);

alter table promptforge.api_key_secrets enable row level security;

-- A key as callers read it.
create function promptforge.api_key_document(p_key promptforge.api_keys)
returns jsonb
language sql
stable
as $$
  select jsonb_build_object(
    'id', p_key.id,
    'orgId', p_key.org_id,
    'userId', p_key.user_id,
    'role', p_key.role,
    'name', p_key.name,
    'last4', p_key.last4,
    'scopes', p_key.scopes,
    'limits', p_key.limits,
    'createdAt', promptforge.to_ms(p_key.created_at),
    'expiresAt', promptforge.to_ms(p_key.expires_at),
    'lastUsedAt', promptforge.to_ms(p_key.last_used_at),
    'revokedAt', promptforge.to_ms(p_key.revoked_at),
    'previousUntil', promptforge.to_ms(p_key.previous_until)
  )
$$;

-- Creates a key, unless there is one of that id, whoever has it.
create function promptforge.create_api_key_v1(
  p_org_id text,
  p_user_id text,
  p_key_id text,
  p_hash text,
  p_key jsonb,
  p_now timestamptz default null
)
returns jsonb
language plpgsql
volatile
as $$
declare
  v_key promptforge.api_keys;
begin
  v_key.id := p_key_id;
  v_key.org_id := p_org_id;
  v_key.user_id := p_user_id;
  v_key.role := p_key ->> 'role';
  v_key.name := p_key ->> 'name';
  v_key.last4 := p_key ->> 'last4';
  v_key.scopes := p_key -> 'scopes';
  v_key.limits := p_key -> 'limits';
  v_key.created_at := promptforge.store_now(p_now);
  v_key.expires_at := promptforge.add_ms(v_key.created_at, (p_key ->> 'lifetimeMs')::bigint);
  v_key.ends_at := v_key.expires_at;
  insert into promptforge.api_keys
  select v_key.*
  on conflict (id) do nothing;
  if not found then
    return jsonb_build_object('outcome', 'exists');
  end if;
  insert into promptforge.api_key_secrets (key_id, hash)
  values (p_key_id, p_hash);
  return jsonb_build_object('outcome', 'created', 'apiKey', promptforge.api_key_document(v_key));
end
$$;

-- One key of the organization; null when there is none.
create function promptforge.get_api_key_v1(p_org_id text, p_key_id text)
returns jsonb
language sql
stable
as $$
  select promptforge.api_key_document(k)
    from promptforge.api_keys as k
   where k.id = p_key_id
     and k.org_id = p_org_id
$$;

-- Keys of the organization, newest first, from the one after (p_after_ms, p_after_id).
create function promptforge.list_api_keys_v1(
  p_org_id text,
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
  v_keys  promptforge.api_keys[];
begin
  v_keys := array(
    select k
      from promptforge.api_keys as k
     where k.org_id = p_org_id
       and (k.created_at, k.id) < (v_after, v_id)
     order by k.created_at desc, k.id desc
     limit p_limit + 1
  );
  return jsonb_build_object(
    'items', (
      select coalesce(jsonb_agg(promptforge.api_key_document(k) order by k.created_at desc, k.id desc), '[]')
        from unnest(v_keys[1:p_limit]) as k
    ),
    'more', cardinality(v_keys) > p_limit
  );
end
$$;

-- What there is to know of a key, whoever has it: its hashes, and what its creator is in the organization
-- by now. A personal organization has no members, and its user is always its owner.
create function promptforge.read_api_key_v1(p_key_id text, p_now timestamptz default null)
returns jsonb
language sql
stable
as $$
  select jsonb_build_object(
           'apiKey', promptforge.api_key_document(k),
           'hash', s.hash,
           'previousHash', s.previous_hash,
           'creator', case
             when k.org_id = 'personal:' || k.user_id then 'unknown'
             else coalesce(
               (
                 select m.role
                   from promptforge.org_members as m
                  where m.org_id = k.org_id
                    and m.user_id = k.user_id
               ),
               case when exists (select from promptforge.org_members as m where m.org_id = k.org_id) then 'none' else 'unknown' end
             )
           end,
           'now', promptforge.to_ms(promptforge.store_now(p_now))
         )
    from promptforge.api_keys as k
    join promptforge.api_key_secrets as s
      on s.key_id = k.id
   where k.id = p_key_id
$$;

-- Changes what is given of a key that lives; null when there is none.
create function promptforge.update_api_key_v1(
  p_org_id text,
  p_key_id text,
  p_change jsonb,
  p_now timestamptz default null
)
returns jsonb
language plpgsql
volatile
as $$
declare
  v_key promptforge.api_keys;
begin
  select *
    into v_key
    from promptforge.api_keys as k
   where k.id = p_key_id
     and k.org_id = p_org_id
     for update;
  if not found or v_key.ends_at <= promptforge.store_now(p_now) then
    return null;
  end if;
  v_key.name := coalesce(p_change ->> 'name', v_key.name);
  v_key.scopes := coalesce(nullif(p_change -> 'scopes', 'null'), v_key.scopes);
  v_key.limits := coalesce(nullif(p_change -> 'limits', 'null'), v_key.limits);
  update promptforge.api_keys as k
     set name = v_key.name,
         scopes = v_key.scopes,
         limits = v_key.limits
   where k.id = p_key_id;
  return promptforge.api_key_document(v_key);
end
$$;

-- Gives a key that lives another secret, and lets the one so far be taken for a while; null when there is none.
create function promptforge.rotate_api_key_v1(
  p_org_id text,
  p_key_id text,
  p_hash text,
  p_last4 text,
  p_overlap_ms bigint,
  p_now timestamptz default null
)
returns jsonb
language plpgsql
volatile
as $$
declare
  v_key promptforge.api_keys;
  v_now timestamptz;
begin
  select *
    into v_key
    from promptforge.api_keys as k
   where k.id = p_key_id
     and k.org_id = p_org_id
     for update;
  v_now := promptforge.store_now(p_now);
  if v_key.id is null or v_key.ends_at <= v_now then
    return null;
  end if;
  v_key.last4 := p_last4;
  v_key.previous_until := case when p_overlap_ms > 0 then promptforge.add_ms(v_now, p_overlap_ms) end;
  update promptforge.api_keys as k
     set last4 = v_key.last4,
         previous_until = v_key.previous_until
   where k.id = p_key_id;
  update promptforge.api_key_secrets as s
     set hash = p_hash,
         previous_hash = case when p_overlap_ms > 0 then s.hash end
   where s.key_id = p_key_id;
  return promptforge.api_key_document(v_key);
end
$$;

-- Revokes a key, unless it is; null when there is none.
create function promptforge.revoke_api_key_v1(p_org_id text, p_key_id text, p_now timestamptz default null)
returns jsonb
language plpgsql
volatile
as $$
declare
  v_key promptforge.api_keys;
begin
  select *
    into v_key
    from promptforge.api_keys as k
   where k.id = p_key_id
     and k.org_id = p_org_id
     for update;
  if not found then
    return null;
  end if;
  if v_key.revoked_at is null then
    v_key.revoked_at := promptforge.store_now(p_now);
    v_key.ends_at := least(v_key.revoked_at, v_key.expires_at);
    update promptforge.api_keys as k
       set revoked_at = v_key.revoked_at,
           ends_at = v_key.ends_at
     where k.id = p_key_id;
  end if;
  return promptforge.api_key_document(v_key);
end
$$;

-- Notes when keys were used, `[{orgId, keyId, agoMs}]`; returns how many were not known to be used since.
create function promptforge.mark_api_keys_used_v1(p_uses jsonb, p_now timestamptz default null)
returns jsonb
language plpgsql
volatile
as $$
declare
  v_now   timestamptz := promptforge.store_now(p_now);
  v_count bigint;
begin
  with used as materialized (
    select u."keyId" as id, u."orgId" as org_id, min(u."agoMs") as ago_ms
      from jsonb_to_recordset(p_uses) as u ("orgId" text, "keyId" text, "agoMs" bigint)
     group by u."keyId", u."orgId"
  ),
  locked as materialized (
    select k.id, promptforge.add_ms(v_now, -used.ago_ms) as at
      from used
      join promptforge.api_keys as k
        on k.id = used.id
       and k.org_id = used.org_id
     order by k.id
       for update of k
  )
  update promptforge.api_keys as k
     set last_used_at = locked.at
    from locked
   where k.id = locked.id
     and (k.last_used_at is null or k.last_used_at < locked.at);
  get diagnostics v_count = row_count;
  return to_jsonb(v_count);
end
$$;

-- Deletes keys of everybody that ended before a time, with their secrets; returns how many.
create function promptforge.purge_api_keys_v1(
  p_before bigint,
  p_limit integer,
  p_now timestamptz default null
)
returns jsonb
language plpgsql
volatile
as $$
declare
  v_now   timestamptz := promptforge.store_now(p_now);
  v_count bigint;
begin
  with old as materialized (
    select k.id
      from promptforge.api_keys as k
     where k.ends_at < promptforge.from_ms(p_before)
       and k.ends_at <= v_now
     order by k.ends_at
     limit p_limit
       for update skip locked
  )
  delete from promptforge.api_keys as k
   using old
   where k.id = old.id;
  get diagnostics v_count = row_count;
  return to_jsonb(v_count);
end
$$;

-- Deletes the keys a user has created in one organization, with their secrets; returns how many.
create function promptforge.erase_user_api_keys_v1(p_org_id text, p_user_id text)
returns jsonb
language sql
volatile
as $$
  with locked as materialized (
    select k.id
      from promptforge.api_keys as k
     where k.org_id = p_org_id
       and k.user_id = p_user_id
     order by k.id
       for update
  ),
  deleted as (
    delete from promptforge.api_keys as k
     using locked
     where k.id = locked.id
    returning 1
  )
  select to_jsonb(count(*))
    from deleted
$$;

-- Whose window a limit is counted in, as `quota_windows.user_id` has it: the user's, the organization's,
-- whose name is empty, or that of a key, whose name begins with a control character, which no user's does.
create function promptforge.window_owner(p_limit jsonb, p_user_id text)
returns text
language sql
immutable
as $$
  select case p_limit ->> 'subject'
           when 'user' then p_user_id
           when 'key' then E'\x01key:' || (p_limit ->> 'keyId')
           else ''
         end
$$;

-- As before, except that a limit may be one of an API key.
--
-- What is used of a limit at p_now, and the milliseconds until its window ends: `[used, resetAfterMs]`.
-- Of nobody, that is p_user_id null, nothing is used.
create or replace function promptforge.limit_state(p_org_id text, p_user_id text, p_limit jsonb, p_now timestamptz)
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
     and w.user_id = promptforge.window_owner(p_limit, p_user_id)
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

-- As before, except that a limit may be one of an API key.
--
-- What p_ends, `[{orgId, runId, calls, tokens, cost}]`, change in windows, whose runs the caller has
-- locked. A run that has lost its user no longer knows which windows of a user it was charged to; one
-- that was erased under way still does.
create or replace function promptforge.window_changes(p_ends jsonb)
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
                           promptforge.window_owner(h.held, r.user_id) collate "C" as owner,
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

-- As before, except that a limit may be one of an API key.
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

-- As before, except that counters of API keys, which no plan limits, are left out.
--
-- Counters whose window is not over, by tenant, user, meter and period, from the one after the key
-- p_after. Looks at p_limit counters, so that finding few of them takes no longer; `next` is the key
-- of the last of these, or null when there are no more.
create or replace function promptforge.list_windows_v1(
  p_org_id text,
  p_limit integer,
  p_after jsonb,
  p_now timestamptz default null
)
returns jsonb
language plpgsql
stable
as $$
declare
  v_now     timestamptz := promptforge.store_now(p_now);
  -- Meters are not empty, so without a key all counters come after this one.
  v_org_id  text := coalesce(p_after ->> 0, '');
  v_user_id text := coalesce(p_after ->> 1, '');
  v_meter   text := coalesce(p_after ->> 2, '');
  v_period  text := coalesce(p_after ->> 3, '');
  v_windows promptforge.quota_windows[];
  v_last    promptforge.quota_windows;
begin
  -- Two statements rather than an "or", so that each goes straight through the primary key.
  if p_org_id is null then
    v_windows := array(
      select w
        from promptforge.quota_windows as w
       where (w.org_id, w.user_id, w.meter, w.period) > (v_org_id, v_user_id, v_meter, v_period)
       order by w.org_id, w.user_id, w.meter, w.period
       limit p_limit
    );
  else
    v_windows := array(
      select w
        from promptforge.quota_windows as w
       where w.org_id = p_org_id
         and (w.user_id, w.meter, w.period) > (v_user_id, v_meter, v_period)
       order by w.user_id, w.meter, w.period
       limit p_limit
    );
  end if;
  v_last := v_windows[p_limit];
  return jsonb_build_object(
    'items', (
      select coalesce(
               jsonb_agg(
                 jsonb_build_object(
                   'orgId', w.org_id,
                   'userId', nullif(w.user_id, ''),
                   'meter', w.meter,
                   'period', w.period,
                   'used', w.used,
                   'resetAfterMs', promptforge.to_ms(w.ends_at) - promptforge.to_ms(v_now)
                 )
                 order by w.org_id, w.user_id, w.meter, w.period
               ),
               '[]'
             )
        from unnest(v_windows) as w
       where w.ends_at > v_now
         and not starts_with(w.user_id, E'\x01key:')
    ),
    'next', case
      when v_last.org_id is not null
      then jsonb_build_array(v_last.org_id, v_last.user_id, v_last.meter, v_last.period)
    end
  );
end
$$;

revoke execute on all functions in schema promptforge from public;
select promptforge.grant_access();

insert into promptforge.migrations (name)
values ('20261130000300_api_keys');
