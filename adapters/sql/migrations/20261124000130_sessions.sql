-- Sessions that are issued by ourselves, and the refresh tokens that keep them alive.
--
-- Whoever changes a session or its tokens locks the row of the session first; whoever locks
-- several locks them in the order of their ids, or skips those that are locked.

create table promptforge.sessions (
  user_id         text collate "C" not null check (user_id <> ''),
  id              text collate "C" not null,
  org_id          text collate "C" not null,
  device          text,
  created_at      timestamptz not null,
  last_used_at    timestamptz not null,
  expires_at      timestamptz not null,
  -- Null when idleness does not end it.
  idle_timeout_ms bigint,
  revoked_at      timestamptz,
  revoked_reason  text,
  -- The first of the ends above, so that an index finds what has ended.
  ends_at         timestamptz not null
);

create index sessions_by_age
    on promptforge.sessions (user_id, created_at);

create index sessions_by_organization
    on promptforge.sessions (org_id, user_id);

create index sessions_by_end
    on promptforge.sessions (ends_at);

-- Last, for the reason told at the one of runs.
alter table promptforge.sessions
  add primary key (user_id, id);

alter table promptforge.sessions enable row level security;

create policy own_read on promptforge.sessions
   for select
 using (user_id = (select promptforge.current_user_id()));

-- The tokens of a session, known by their hashes alone. Those that were replaced stay as long as
-- the session does: one that comes back betrays a theft. There is no policy, so that nobody but a
-- server may read even the hashes.
create table promptforge.session_tokens (
  -- SHA-256 in hexadecimal.
  hash        text collate "C" primary key check (hash ~ '^[0-9a-f]{64}$'),
  user_id     text collate "C" not null,
  session_id  text collate "C" not null,
  replaced_at timestamptz,
  foreign key (user_id, session_id) references promptforge.sessions (user_id, id) on delete cascade
);

create index session_tokens_by_session
    on promptforge.session_tokens (user_id, session_id);

alter table promptforge.session_tokens enable row level security;

-- A session as callers read it.
create function promptforge.session_document(p_session promptforge.sessions)
returns jsonb
language sql
stable
as $$
  select jsonb_build_object(
    'id', p_session.id,
    'userId', p_session.user_id,
    'orgId', p_session.org_id,
    'device', p_session.device,
    'createdAt', promptforge.to_ms(p_session.created_at),
    'lastUsedAt', promptforge.to_ms(p_session.last_used_at),
    'expiresAt', promptforge.to_ms(p_session.expires_at),
    'idleTimeoutMs', p_session.idle_timeout_ms,
    'revokedAt', promptforge.to_ms(p_session.revoked_at),
    'revokedReason', p_session.revoked_reason
  )
$$;

create function promptforge.add_ms(p_at timestamptz, p_ms bigint)
returns timestamptz
language sql
stable
as $$
  select p_at + make_interval(secs => p_ms / 1000.0)
$$;

-- When a session ended, or will end unless it is used before.
create function promptforge.session_end(p_session promptforge.sessions)
returns timestamptz
language sql
stable
as $$
  select least(
    p_session.revoked_at,
    p_session.expires_at,
    promptforge.add_ms(p_session.last_used_at, p_session.idle_timeout_ms)
  )
$$;

-- Opens a session with its first token, unless the user has one of that id. A token that is known
-- already, whoever has it, breaks the primary key: nothing is written then.
create function promptforge.create_session_v1(
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
  v_session.user_id := p_user_id;
  v_session.id := p_session_id;
  v_session.org_id := p_org_id;
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
  return jsonb_build_object('outcome', 'created', 'session', promptforge.session_document(v_session));
end
$$;

-- One session of the user; null when there is none.
create function promptforge.get_session_v1(p_user_id text, p_session_id text)
returns jsonb
language sql
stable
as $$
  select promptforge.session_document(s)
    from promptforge.sessions as s
   where s.user_id = p_user_id
     and s.id = p_session_id
$$;

-- Sessions of the user, newest first, from the one after (p_after_ms, p_after_id).
create function promptforge.list_sessions_v1(
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
  v_after    timestamptz := coalesce(promptforge.from_ms(p_after_ms), 'infinity');
  v_id       text := coalesce(p_after_id, '');
  v_sessions promptforge.sessions[];
begin
  v_sessions := array(
    select s
      from promptforge.sessions as s
     where s.user_id = p_user_id
       and (s.created_at, s.id) < (v_after, v_id)
     order by s.created_at desc, s.id desc
     limit p_limit + 1
  );
  return jsonb_build_object(
    'items', (
      select coalesce(jsonb_agg(promptforge.session_document(s) order by s.created_at desc, s.id desc), '[]')
        from unnest(v_sessions[1:p_limit]) as s
    ),
    'more', cardinality(v_sessions) > p_limit
  );
end
$$;

-- Replaces a token by the next one. A token that was replaced within the grace is taken once
-- more, and then the session has two that are valid; one that was replaced before revokes it.
create function promptforge.rotate_session_v1(
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
  end if;
  return jsonb_build_object('outcome', v_outcome, 'session', promptforge.session_document(v_session));
end
$$;

-- Revokes a session that is not; returns how many that were.
create function promptforge.revoke_session_v1(
  p_user_id text,
  p_session_id text,
  p_reason text,
  p_now timestamptz default null
)
returns jsonb
language plpgsql
volatile
as $$
declare
  v_session promptforge.sessions;
begin
  select *
    into v_session
    from promptforge.sessions as s
   where s.user_id = p_user_id
     and s.id = p_session_id
     and s.revoked_at is null
     for update;
  if not found then
    return to_jsonb(0);
  end if;
  v_session.revoked_at := promptforge.store_now(p_now);
  update promptforge.sessions as s
     set revoked_at = v_session.revoked_at,
         revoked_reason = p_reason,
         ends_at = promptforge.session_end(v_session)
   where s.user_id = p_user_id
     and s.id = p_session_id;
  return to_jsonb(1);
end
$$;

-- Revokes the sessions of a user, or those created before a time; returns how many were not before.
create function promptforge.revoke_user_sessions_v1(
  p_user_id text,
  p_created_before bigint,
  p_reason text,
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
  with locked as materialized (
    select s.id
      from promptforge.sessions as s
     where s.user_id = p_user_id
       and s.created_at < coalesce(promptforge.from_ms(p_created_before), 'infinity')
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
  return to_jsonb(v_count);
end
$$;

-- Deletes sessions of everybody that ended before a time, with their tokens; returns how many.
create function promptforge.purge_sessions_v1(
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
    select s.user_id, s.id
      from promptforge.sessions as s
     where s.ends_at < promptforge.from_ms(p_before)
       and s.ends_at <= v_now
     order by s.ends_at
     limit p_limit
       for update skip locked
  )
  delete from promptforge.sessions as s
   using old
   where s.user_id = old.user_id
     and s.id = old.id;
  get diagnostics v_count = row_count;
  return to_jsonb(v_count);
end
$$;

-- Deletes the sessions of a user in one organization, with their tokens; returns how many.
create function promptforge.erase_user_sessions_v1(p_org_id text, p_user_id text)
returns jsonb
language sql
volatile
as $$
  with locked as materialized (
    select s.id
      from promptforge.sessions as s
     where s.org_id = p_org_id
       and s.user_id = p_user_id
     order by s.id
       for update
  ),
  deleted as (
    delete from promptforge.sessions as s
     using locked
     where s.user_id = p_user_id
       and s.id = locked.id
    returning 1
  )
  select to_jsonb(count(*))
    from deleted
$$;

revoke execute on all functions in schema promptforge from public;
select promptforge.grant_access();

insert into promptforge.migrations (name)
values ('20261124000130_sessions');
