-- What becomes of tokens before they expire: sessions keep the role they were opened with, ids of
-- sessions that are not stored here can be denied, and all tokens of a user that were issued up to
-- an instant. Beside that, how many sessions were opened and ended each day.
--
-- Locks are taken in this order: that of the user, the sessions, denials or cutoffs, the day.

alter table promptforge.sessions
  -- Null for one that was opened before roles were kept.
  add column role text collate "C" check (role in ('owner', 'admin', 'member', 'viewer'));

-- Ids of sessions of which there is no row: those of another issuer, say.
create table promptforge.session_denials (
  user_id    text collate "C" not null,
  session_id text collate "C" not null,
  -- From then on no token of the session is good any more.
  expires_at timestamptz not null,
  primary key (user_id, session_id)
);

create index session_denials_by_expiry
    on promptforge.session_denials (expires_at);

-- What was issued for a user up to an instant, in one organization or, where that is empty, in all,
-- is refused.
create table promptforge.session_cutoffs (
  user_id    text collate "C" not null,
  org_id     text collate "C" not null,
  not_before timestamptz not null,
  expires_at timestamptz not null,
  primary key (user_id, org_id)
);

create index session_cutoffs_by_expiry
    on promptforge.session_cutoffs (expires_at);

-- Sums that outlive the sessions, and name nobody. A day has several rows, so that those who
-- count at once seldom wait for each other.
create table promptforge.session_days (
  day       date not null,
  part      smallint not null,
  created   bigint not null default 0,
  refreshed bigint not null default 0,
  revoked   bigint not null default 0,
  reused    bigint not null default 0,
  primary key (day, part)
);

-- There are no policies: all of this is for servers alone.
alter table promptforge.session_denials enable row level security;
alter table promptforge.session_cutoffs enable row level security;
alter table promptforge.session_days enable row level security;

-- Adds to the sums of a day. The last lock that anybody takes.
create function promptforge.count_sessions(
  p_now timestamptz,
  p_created bigint default 0,
  p_refreshed bigint default 0,
  p_revoked bigint default 0,
  p_reused bigint default 0
)
returns void
language sql
volatile
as $$
  insert into promptforge.session_days as d (day, part, created, refreshed, revoked, reused)
  values (
    (p_now at time zone 'UTC')::date,
    floor(random() * 8)::smallint,
    p_created,
    p_refreshed,
    p_revoked,
    p_reused
  )
  on conflict (day, part) do update
     set created = d.created + excluded.created,
         refreshed = d.refreshed + excluded.refreshed,
         revoked = d.revoked + excluded.revoked,
         reused = d.reused + excluded.reused
$$;

-- What has to be locked by whoever revokes all sessions of a user, and shared by whoever opens
-- one: a session that is being opened is then revoked with the others, or opened after them.
create function promptforge.user_sessions_lock(p_user_id text)
returns bigint
language sql
immutable
as $$
  select hashtextextended('promptforge.sessions ' || p_user_id, 0)
$$;

-- A session as callers read it.
create or replace function promptforge.session_document(p_session promptforge.sessions)
returns jsonb
language sql
stable
as $$
  select jsonb_build_object(
    'id', p_session.id,
    'userId', p_session.user_id,
    'orgId', p_session.org_id,
    'role', p_session.role,
    'device', p_session.device,
    'createdAt', promptforge.to_ms(p_session.created_at),
    'lastUsedAt', promptforge.to_ms(p_session.last_used_at),
    'expiresAt', promptforge.to_ms(p_session.expires_at),
    'idleTimeoutMs', p_session.idle_timeout_ms,
    'revokedAt', promptforge.to_ms(p_session.revoked_at),
    'revokedReason', p_session.revoked_reason
  )
$$;

-- Opens a session with its first token, unless the user has one of that id. A token that is known
-- already, whoever has it, breaks the primary key: nothing is written then.
create or replace function promptforge.create_session_v1(
  p_org_id text,
  p_user_id text,
  p_session_id text,
  p_token_hash text,
  p_session jsonb,
  p_now timestamptz default null
)
returns jsonb
language plpgsql
volatile
as $$
declare
  v_session promptforge.sessions;
begin
  perform pg_advisory_xact_lock_shared(promptforge.user_sessions_lock(p_user_id));
  v_session.user_id := p_user_id;
  v_session.id := p_session_id;
  v_session.org_id := p_org_id;
  v_session.role := p_session ->> 'role';
  v_session.device := p_session ->> 'device';
  v_session.created_at := promptforge.store_now(p_now);
  v_session.last_used_at := v_session.created_at;
  v_session.expires_at := promptforge.add_ms(v_session.created_at, (p_session ->> 'lifetimeMs')::bigint);
  v_session.idle_timeout_ms := p_session ->> 'idleTimeoutMs';
  v_session.ends_at := promptforge.session_end(v_session);
  insert into promptforge.sessions
  select v_session.*
  on conflict (user_id, id) do nothing;
  if not found then
    return jsonb_build_object('outcome', 'exists');
  end if;
  insert into promptforge.session_tokens (hash, user_id, session_id)
  values (p_token_hash, p_user_id, p_session_id);
  perform promptforge.count_sessions(v_session.created_at, p_created => 1);
  return jsonb_build_object('outcome', 'created', 'session', promptforge.session_document(v_session));
end
$$;

-- Replaces a token by the next one. A token that was replaced within the grace is taken once
-- more, and then the session has two that are valid; one that was replaced before revokes it.
create or replace function promptforge.rotate_session_v1(
  p_presented_hash text,
  p_next_hash text,
  p_grace_ms bigint,
  p_lifetime_ms bigint,
  p_now timestamptz default null
)
returns jsonb
language plpgsql
volatile
as $$
declare
  v_session     promptforge.sessions;
  v_replaced_at timestamptz;
  v_now         timestamptz;
  v_outcome     text;
begin
  select s.*
    into v_session
    from promptforge.session_tokens as t
    join promptforge.sessions as s
      on s.user_id = t.user_id
     and s.id = t.session_id
   where t.hash = p_presented_hash
     for update of s;
  if not found then
    return jsonb_build_object('outcome', 'unknown');
  end if;
  -- Read once the session is locked: whoever held it before may have replaced the token.
  select t.replaced_at
    into v_replaced_at
    from promptforge.session_tokens as t
   where t.hash = p_presented_hash;
  v_now := promptforge.store_now(p_now);

  v_outcome := case
    when v_session.revoked_at is not null then 'revoked'
    when v_session.expires_at <= v_now then 'expired'
    when v_session.ends_at <= v_now then 'idle'
    when promptforge.add_ms(v_replaced_at, p_grace_ms) <= v_now then 'reused'
    else 'rotated'
  end;
  if v_outcome = 'reused' then
    v_session.revoked_at := v_now;
    v_session.revoked_reason := 'refresh_token_reused';
  elsif v_outcome = 'rotated' then
    v_session.last_used_at := v_now;
    v_session.expires_at := coalesce(promptforge.add_ms(v_now, p_lifetime_ms), v_session.expires_at);
    update promptforge.session_tokens as t
       set replaced_at = v_now
     where t.hash = p_presented_hash
       and t.replaced_at is null;
    insert into promptforge.session_tokens (hash, user_id, session_id)
    values (p_next_hash, v_session.user_id, v_session.id);
  end if;
  if v_outcome in ('reused', 'rotated') then
    v_session.ends_at := promptforge.session_end(v_session);
    update promptforge.sessions as s
       set last_used_at = v_session.last_used_at,
           expires_at = v_session.expires_at,
           revoked_at = v_session.revoked_at,
           revoked_reason = v_session.revoked_reason,
           ends_at = v_session.ends_at
     where s.user_id = v_session.user_id
       and s.id = v_session.id;
    perform promptforge.count_sessions(
      v_now,
      p_refreshed => (v_outcome = 'rotated')::integer,
      p_reused => (v_outcome = 'reused')::integer
    );
  end if;
  return jsonb_build_object('outcome', v_outcome, 'session', promptforge.session_document(v_session));
end
$$;

-- Revokes a session that is not. Of an id without a session it denies the tokens for some time,
-- unless p_deny_ms is null. Returns 1 if this call was the one that did it, else 0.
create function promptforge.revoke_session_v2(
  p_user_id text,
  p_session_id text,
  p_reason text,
  p_deny_ms bigint,
  p_now timestamptz default null
)
returns jsonb
language plpgsql
volatile
as $$
declare
  v_session promptforge.sessions;
  v_now     timestamptz;
  v_is_done boolean := false;
begin
  select *
    into v_session
    from promptforge.sessions as s
   where s.user_id = p_user_id
     and s.id = p_session_id
     for update;
  v_now := promptforge.store_now(p_now);
  if v_session.id is not null then
    if v_session.revoked_at is null then
      v_session.revoked_at := v_now;
      update promptforge.sessions as s
         set revoked_at = v_now,
             revoked_reason = p_reason,
             ends_at = promptforge.session_end(v_session)
       where s.user_id = p_user_id
         and s.id = p_session_id;
      v_is_done := true;
    end if;
  elsif p_deny_ms is not null then
    delete from promptforge.session_denials as d
     where d.user_id = p_user_id
       and d.session_id = p_session_id
       and d.expires_at <= v_now;
    insert into promptforge.session_denials (user_id, session_id, expires_at)
    values (p_user_id, p_session_id, promptforge.add_ms(v_now, p_deny_ms))
    on conflict (user_id, session_id) do nothing;
    v_is_done := found;
    if not v_is_done then
      update promptforge.session_denials as d
         set expires_at = greatest(d.expires_at, promptforge.add_ms(v_now, p_deny_ms))
       where d.user_id = p_user_id
         and d.session_id = p_session_id;
    end if;
  end if;
  if v_is_done then
    perform promptforge.count_sessions(v_now, p_revoked => 1);
  end if;
  return to_jsonb(v_is_done::integer);
end
$$;

-- Revokes the sessions of a user, in one organization or in all, or those created before a time,
-- and refuses from now on what was issued up to that time. Returns how many were not revoked before.
create function promptforge.revoke_user_sessions_v2(
  p_user_id text,
  p_org_id text,
  p_created_before bigint,
  p_reason text,
  p_deny_ms bigint,
  p_now timestamptz default null
)
returns jsonb
language plpgsql
volatile
as $$
declare
  v_now    timestamptz;
  v_before timestamptz := coalesce(promptforge.from_ms(p_created_before), 'infinity');
  v_count  bigint;
begin
  perform pg_advisory_xact_lock(promptforge.user_sessions_lock(p_user_id));
  v_now := promptforge.store_now(p_now);
  with locked as materialized (
    select s.id
      from promptforge.sessions as s
     where s.user_id = p_user_id
       and (p_org_id is null or s.org_id = p_org_id)
       and s.created_at < v_before
       and s.revoked_at is null
     order by s.id
       for update
  )
  update promptforge.sessions as s
     set revoked_at = v_now,
         revoked_reason = p_reason,
         ends_at = least(s.ends_at, v_now)
    from locked
   where s.user_id = p_user_id
     and s.id = locked.id;
  get diagnostics v_count = row_count;
  insert into promptforge.session_cutoffs as c (user_id, org_id, not_before, expires_at)
  values (p_user_id, coalesce(p_org_id, ''), least(v_before, v_now), promptforge.add_ms(v_now, p_deny_ms))
  on conflict (user_id, org_id) do update
     set not_before = greatest(c.not_before, excluded.not_before),
         expires_at = greatest(c.expires_at, excluded.expires_at);
  if v_count > 0 then
    perform promptforge.count_sessions(v_now, p_revoked => v_count);
  end if;
  return to_jsonb(v_count);
end
$$;

-- All that decides whether a token of a session is still good, and what its user is in the organization.
create function promptforge.session_standing_v1(
  p_org_id text,
  p_user_id text,
  p_session_id text,
  p_now timestamptz default null
)
returns jsonb
language sql
volatile
as $$
  select jsonb_build_object(
    'session', (
      select promptforge.session_document(s)
        from promptforge.sessions as s
       where s.user_id = p_user_id
         and s.id = p_session_id
    ),
    'isDenied', exists (
      select
        from promptforge.session_denials as d
       where d.user_id = p_user_id
         and d.session_id = p_session_id
         and d.expires_at > n.now
    ),
    'notBefore', (
      select promptforge.to_ms(max(c.not_before))
        from promptforge.session_cutoffs as c
       where c.user_id = p_user_id
         and c.org_id in ('', p_org_id)
    ),
    'areMembersKept', exists (
      select
        from promptforge.org_members as m
       where m.org_id = p_org_id
    ),
    'memberRole', (
      select m.role
        from promptforge.org_members as m
       where m.org_id = p_org_id
         and m.user_id = p_user_id
    ),
    'now', promptforge.to_ms(n.now)
  )
    from (select promptforge.store_now(p_now)) as n (now)
$$;

-- Sums of each day that has any, from that of p_from to the one p_to is in, and how many sessions live now.
create function promptforge.session_statistics_v1(p_from bigint, p_to bigint, p_now timestamptz default null)
returns jsonb
language sql
volatile
as $$
  select jsonb_build_object(
    'days', (
      select coalesce(
               jsonb_agg(
                 jsonb_build_object(
                   'day', to_char(d.day, 'YYYY-MM-DD'),
                   'created', d.created,
                   'refreshed', d.refreshed,
                   'revoked', d.revoked,
                   'reused', d.reused
                 )
                 order by d.day
               ),
               '[]'
             )
        from (
          select day,
                 sum(created) as created,
                 sum(refreshed) as refreshed,
                 sum(revoked) as revoked,
                 sum(reused) as reused
            from promptforge.session_days
           where day >= (promptforge.from_ms(p_from) at time zone 'UTC')::date
             and day <= (promptforge.from_ms(p_to - 1) at time zone 'UTC')::date
           group by day
        ) as d
    ),
    'active', (
      select count(*)
        from promptforge.sessions as s
       where s.ends_at > n.now
    )
  )
    from (select promptforge.store_now(p_now)) as n (now)
$$;

-- Forgets denials and cutoffs that can refuse nothing any more, up to so many of each; returns how many.
create function promptforge.purge_session_denials_v1(p_limit integer, p_now timestamptz default null)
returns jsonb
language plpgsql
volatile
as $$
declare
  v_now     timestamptz := promptforge.store_now(p_now);
  v_denials bigint;
  v_cutoffs bigint;
begin
  with old as materialized (
    select d.user_id, d.session_id
      from promptforge.session_denials as d
     where d.expires_at <= v_now
     order by d.expires_at
     limit p_limit
       for update skip locked
  )
  delete from promptforge.session_denials as d
   using old
   where d.user_id = old.user_id
     and d.session_id = old.session_id;
  get diagnostics v_denials = row_count;
  with old as materialized (
    select c.user_id, c.org_id
      from promptforge.session_cutoffs as c
     where c.expires_at <= v_now
     order by c.expires_at
     limit p_limit
       for update skip locked
  )
  delete from promptforge.session_cutoffs as c
   using old
   where c.user_id = old.user_id
     and c.org_id = old.org_id;
  get diagnostics v_cutoffs = row_count;
  return to_jsonb(v_denials + v_cutoffs);
end
$$;

revoke execute on all functions in schema promptforge from public;
select promptforge.grant_access();

insert into promptforge.migrations (name)
values ('20261130000100_session_standing');
