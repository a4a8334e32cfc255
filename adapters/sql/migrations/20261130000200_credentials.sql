-- How people sign in with a password of ours: credentials, tokens that are sent by e-mail, and counters
-- of attempts.
--
-- Whoever changes a credential or its tokens locks the row of the credential first. Counters are locked
-- in the order of their keys, and never together with a credential. There are no policies: nobody but a
-- server may read any of it.

create table promptforge.credentials (
  user_id             text collate "C" not null check (user_id <> ''),
  -- As the caller has normalised it.
  email               text collate "C" not null check (email <> ''),
  email_verified_at   timestamptz,
  -- In the PHC string format.
  password_hash       text not null,
  -- How many passwords there have been.
  password_version    bigint not null,
  password_changed_at timestamptz not null,
  created_at          timestamptz not null,
  primary key (user_id)
);

create unique index credentials_by_email
    on promptforge.credentials (email);

alter table promptforge.credentials enable row level security;

-- Known by their hashes alone; one of each purpose.
create table promptforge.email_tokens (
  -- SHA-256 in hexadecimal.
  hash       text collate "C" primary key check (hash ~ '^[0-9a-f]{64}$'),
  user_id    text collate "C" not null references promptforge.credentials (user_id) on delete cascade,
  purpose    text collate "C" not null check (purpose in ('verify_email', 'reset_password')),
  expires_at timestamptz not null
);

create unique index email_tokens_by_user
    on promptforge.email_tokens (user_id, purpose);

create index email_tokens_by_end
    on promptforge.email_tokens (expires_at);

alter table promptforge.email_tokens enable row level security;

-- Attempts, by a keyed hash of what they are counted for.
create table promptforge.sign_in_throttles (
  key        text collate "C" primary key check (key ~ '^[0-9a-f]{64}$'),
  attempts   bigint not null,
  started_at timestamptz not null,
  last_at    timestamptz not null,
  -- When it says nothing any more.
  ends_at    timestamptz not null
);

create index sign_in_throttles_by_end
    on promptforge.sign_in_throttles (ends_at);

alter table promptforge.sign_in_throttles enable row level security;

-- A credential as callers read it.
create function promptforge.credential_document(p_credential promptforge.credentials)
returns jsonb
language sql
stable
as $$
  select jsonb_build_object(
    'userId', p_credential.user_id,
    'email', p_credential.email,
    'emailVerifiedAt', promptforge.to_ms(p_credential.email_verified_at),
    'passwordHash', p_credential.password_hash,
    'passwordVersion', p_credential.password_version,
    'passwordChangedAt', promptforge.to_ms(p_credential.password_changed_at),
    'createdAt', promptforge.to_ms(p_credential.created_at)
  )
$$;

-- Writes a credential, unless somebody has the address or the user has another one.
create function promptforge.create_credential_v1(
  p_user_id text,
  p_email text,
  p_password_hash text,
  p_now timestamptz default null
)
returns jsonb
language plpgsql
volatile
as $$
declare
  v_now        timestamptz := promptforge.store_now(p_now);
  v_credential promptforge.credentials;
begin
  insert into promptforge.credentials as c
    (user_id, email, password_hash, password_version, password_changed_at, created_at)
  values (p_user_id, p_email, p_password_hash, 1, v_now, v_now)
  on conflict do nothing
  returning c.*
       into v_credential;
  if found then
    return jsonb_build_object('outcome', 'created', 'credential', promptforge.credential_document(v_credential));
  end if;
  return jsonb_build_object(
    'outcome',
    case
      when exists (select from promptforge.credentials as c where c.email = p_email) then 'email_taken'
      else 'user_exists'
    end
  );
end
$$;

-- The credential of an address; null when it is nobody's.
create function promptforge.credential_by_email_v1(p_email text)
returns jsonb
language sql
stable
as $$
  select promptforge.credential_document(c)
    from promptforge.credentials as c
   where c.email = p_email
$$;

create function promptforge.load_credential_v1(p_user_id text)
returns jsonb
language sql
stable
as $$
  select promptforge.credential_document(c)
    from promptforge.credentials as c
   where c.user_id = p_user_id
$$;

-- Sets another password if the version is still the one expected; returns how many were set.
create function promptforge.change_password_v1(
  p_user_id text,
  p_password_hash text,
  p_expected_version bigint,
  p_now timestamptz default null
)
returns jsonb
language plpgsql
volatile
as $$
begin
  update promptforge.credentials as c
     set password_hash = p_password_hash,
         password_version = c.password_version + 1,
         password_changed_at = promptforge.store_now(p_now)
   where c.user_id = p_user_id
     and c.password_version = p_expected_version;
  if not found then
    return to_jsonb(0);
  end if;
  delete from promptforge.email_tokens as t
   where t.user_id = p_user_id
     and t.purpose = 'reset_password';
  return to_jsonb(1);
end
$$;

-- Puts another hash of the same password in the place of one; returns how many were put.
create function promptforge.rehash_password_v1(p_user_id text, p_password_hash text, p_expected_hash text)
returns jsonb
language sql
volatile
as $$
  with changed as (
    update promptforge.credentials as c
       set password_hash = p_password_hash
     where c.user_id = p_user_id
       and c.password_hash = p_expected_hash
    returning 1
  )
  select to_jsonb(count(*))
    from changed
$$;

-- Keeps a token in place of the one of the same purpose; returns when it lapses, or null for nobody. A
-- token that somebody else has, or that is for another purpose, breaks the primary key.
create function promptforge.issue_email_token_v1(
  p_user_id text,
  p_purpose text,
  p_token_hash text,
  p_lifetime_ms bigint,
  p_now timestamptz default null
)
returns jsonb
language plpgsql
volatile
as $$
declare
  v_expires_at timestamptz;
begin
  perform from promptforge.credentials as c
    where c.user_id = p_user_id
      for update;
  if not found then
    return null;
  end if;
  v_expires_at := promptforge.add_ms(promptforge.store_now(p_now), p_lifetime_ms);
  delete from promptforge.email_tokens as t
   where t.user_id = p_user_id
     and t.purpose = p_purpose;
  insert into promptforge.email_tokens (hash, user_id, purpose, expires_at)
  values (p_token_hash, p_user_id, p_purpose, v_expires_at);
  return to_jsonb(promptforge.to_ms(v_expires_at));
end
$$;

-- Whose token it is, while it is good; null otherwise.
create function promptforge.email_token_owner_v1(p_purpose text, p_token_hash text, p_now timestamptz default null)
returns jsonb
language sql
volatile
as $$
  select jsonb_build_object('userId', t.user_id)
    from promptforge.email_tokens as t
   where t.hash = p_token_hash
     and t.purpose = p_purpose
     and t.expires_at > promptforge.store_now(p_now)
$$;

-- Takes a token, and verifies the address; with a password, sets that and drops the other tokens.
-- Returns the credential, or null for a token that is not good.
create function promptforge.redeem_email_token_v1(
  p_purpose text,
  p_token_hash text,
  p_password_hash text,
  p_now timestamptz default null
)
returns jsonb
language plpgsql
volatile
as $$
declare
  v_credential promptforge.credentials;
  v_now        timestamptz;
begin
  select c.*
    into v_credential
    from promptforge.email_tokens as t
    join promptforge.credentials as c
      on c.user_id = t.user_id
   where t.hash = p_token_hash
     for update of c;
  if not found then
    return null;
  end if;
  v_now := promptforge.store_now(p_now);
  -- Once the credential is locked: whoever held it before may have taken the token.
  delete from promptforge.email_tokens as t
   where t.hash = p_token_hash
     and t.user_id = v_credential.user_id
     and t.purpose = p_purpose
     and t.expires_at > v_now;
  if not found then
    return null;
  end if;
  v_credential.email_verified_at := coalesce(v_credential.email_verified_at, v_now);
  if p_password_hash is not null then
    v_credential.password_hash := p_password_hash;
    v_credential.password_version := v_credential.password_version + 1;
    v_credential.password_changed_at := v_now;
    delete from promptforge.email_tokens as t
     where t.user_id = v_credential.user_id;
  end if;
  update promptforge.credentials as c
     set email_verified_at = v_credential.email_verified_at,
         password_hash = v_credential.password_hash,
         password_version = v_credential.password_version,
         password_changed_at = v_credential.password_changed_at
   where c.user_id = v_credential.user_id;
  return promptforge.credential_document(v_credential);
end
$$;

-- When the next attempt may be made.
create function promptforge.next_attempt_at(p_throttle promptforge.sign_in_throttles, p_rule jsonb)
returns timestamptz
language sql
stable
as $$
  select case
    when p_throttle.attempts < (p_rule ->> 'max')::bigint then p_throttle.last_at
    when p_rule ->> 'firstWaitMs' is null
      then promptforge.add_ms(p_throttle.started_at, (p_rule ->> 'windowMs')::bigint)
    else promptforge.add_ms(
      p_throttle.last_at,
      -- Doubled 40 times at most, which is beyond every wait there may be.
      least(
        (p_rule ->> 'firstWaitMs')::numeric * power(2::numeric, least(p_throttle.attempts - (p_rule ->> 'max')::bigint, 40)),
        (p_rule ->> 'longestWaitMs')::numeric
      )::bigint
    )
  end
$$;

-- Counts an attempt on all counters, `[{ key, rule }]` in the order of their keys, or on none if one of
-- them has no room.
create function promptforge.attempt_sign_in_v1(p_counters jsonb, p_now timestamptz default null)
returns jsonb
language plpgsql
volatile
as $$
declare
  v_now       timestamptz := promptforge.store_now(p_now);
  v_throttles promptforge.sign_in_throttles[] := '{}';
  v_throttle  promptforge.sign_in_throttles;
  v_counter   jsonb;
  v_next_at   timestamptz;
  v_wait_ms   bigint := 0;
  v_position  integer := 0;
begin
  for v_counter in
    select c from jsonb_array_elements(p_counters) as c
  loop
    -- Locks the row, whether it was there or not.
    insert into promptforge.sign_in_throttles as t (key, attempts, started_at, last_at, ends_at)
    values (v_counter ->> 'key', 0, v_now, v_now, v_now)
    on conflict (key) do update
      set attempts = t.attempts
    returning t.*
         into v_throttle;
    v_throttles := v_throttles || v_throttle;
  end loop;

  -- Once all are locked.
  v_now := promptforge.store_now(p_now);
  for v_counter in
    select c from jsonb_array_elements(p_counters) as c
  loop
    v_position := v_position + 1;
    v_throttle := v_throttles[v_position];
    if v_throttle.ends_at <= v_now then
      v_throttle.attempts := 0;
      v_throttle.started_at := v_now;
      v_throttles[v_position] := v_throttle;
    else
      v_next_at := promptforge.next_attempt_at(v_throttle, v_counter -> 'rule');
      v_wait_ms := greatest(v_wait_ms, promptforge.to_ms(v_next_at) - promptforge.to_ms(v_now));
    end if;
  end loop;
  if v_wait_ms > 0 then
    return jsonb_build_object('outcome', 'throttled', 'retryAfterMs', v_wait_ms);
  end if;

  v_position := 0;
  for v_counter in
    select c from jsonb_array_elements(p_counters) as c
  loop
    v_position := v_position + 1;
    v_throttle := v_throttles[v_position];
    v_throttle.attempts := v_throttle.attempts + 1;
    v_throttle.last_at := v_now;
    v_throttle.ends_at := greatest(
      promptforge.add_ms(v_throttle.started_at, (v_counter -> 'rule' ->> 'windowMs')::bigint),
      promptforge.next_attempt_at(v_throttle, v_counter -> 'rule')
    );
    update promptforge.sign_in_throttles as t
       set attempts = v_throttle.attempts,
           started_at = v_throttle.started_at,
           last_at = v_throttle.last_at,
           ends_at = v_throttle.ends_at
     where t.key = v_throttle.key;
  end loop;
  return jsonb_build_object('outcome', 'allowed', 'retryAfterMs', 0);
end
$$;

-- Forgets counters, and takes one attempt off others.
create function promptforge.forgive_sign_in_v1(p_forget jsonb, p_give_back jsonb)
returns jsonb
language plpgsql
volatile
as $$
declare
  -- Arrays, whose few elements the planner knows of: it takes a set for a hundred, and reads the whole table.
  v_forget    text[] := array(select jsonb_array_elements_text(p_forget));
  v_give_back text[] := array(select jsonb_array_elements_text(p_give_back));
begin
  perform from promptforge.sign_in_throttles as t
    where t.key = any (v_forget || v_give_back)
    order by t.key
      for update;
  delete from promptforge.sign_in_throttles as t
   where t.key = any (v_forget);
  update promptforge.sign_in_throttles as t
     set attempts = greatest(t.attempts - 1, 0)
   where t.key = any (v_give_back);
  return 'null'::jsonb;
end
$$;

-- Deletes tokens that have lapsed and counters that have run out; returns how many.
create function promptforge.purge_credentials_v1(p_limit integer, p_now timestamptz default null)
returns jsonb
language plpgsql
volatile
as $$
declare
  v_now       timestamptz := promptforge.store_now(p_now);
  v_tokens    bigint;
  v_throttles bigint;
begin
  with old as materialized (
    select t.hash
      from promptforge.email_tokens as t
     where t.expires_at <= v_now
     order by t.expires_at
     limit p_limit
       for update skip locked
  )
  delete from promptforge.email_tokens as t
   using old
   where t.hash = old.hash;
  get diagnostics v_tokens = row_count;

  with old as materialized (
    select t.key
      from promptforge.sign_in_throttles as t
     where t.ends_at <= v_now
     order by t.ends_at
     limit p_limit
       for update skip locked
  )
  delete from promptforge.sign_in_throttles as t
   using old
   where t.key = old.key;
  get diagnostics v_throttles = row_count;
  return to_jsonb(v_tokens + v_throttles);
end
$$;

-- Deletes the credential of a user, with its tokens; returns how many there were.
create function promptforge.erase_credential_v1(p_user_id text)
returns jsonb
language sql
volatile
as $$
  with deleted as (
    delete from promptforge.credentials as c
     where c.user_id = p_user_id
    returning 1
  )
  select to_jsonb(count(*))
    from deleted
$$;

revoke execute on all functions in schema promptforge from public;
select promptforge.grant_access();

insert into promptforge.migrations (name)
values ('20261130000200_credentials');
