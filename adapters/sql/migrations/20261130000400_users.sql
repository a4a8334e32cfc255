-- More of what a profile tells, members who are found by it, invitations, and changes of members
-- that keep the rules: an owner remains, nobody acts above their role, no seat is taken twice.
--
-- Whoever changes members by these functions locks the row of the organization first, so that one
-- counts after the other; invitations come after it.

alter table promptforge.profiles
  add column avatar_url    text,
  add column privacy       jsonb not null default '{}',
  add column notifications jsonb not null default '{}',
  -- Fields of the host's own.
  add column extra         jsonb not null default '{}',
  -- Name and email as they are searched; written by the adapter, whose upper and lower case is that
  -- of every other one.
  add column search_text   text collate "C" not null default '';

update promptforge.profiles as p
   set search_text = lower(coalesce(p.display_name, '') || chr(10) || coalesce(p.email, ''));

create or replace function promptforge.load_profile_v1(p_user_id text)
returns jsonb
language sql
stable
as $$
  select jsonb_build_object(
    'version', p.version,
    'value', jsonb_build_object(
      'email', p.email,
      'displayName', p.display_name,
      'locale', p.locale,
      'timeZone', p.time_zone,
      'preferences', p.preferences,
      'avatarUrl', p.avatar_url,
      'privacy', p.privacy,
      'notifications', p.notifications,
      'extra', p.extra
    )
  )
    from promptforge.profiles as p
   where p.user_id = p_user_id
$$;

-- A version of PromptForge that does not know the new fields leaves them as they are.
create or replace function promptforge.save_profile_v1(p_user_id text, p_profile jsonb, p_expected_version bigint)
returns jsonb
language plpgsql
volatile
as $$
declare
  v_search_text text := coalesce(
    p_profile ->> 'searchText',
    lower(coalesce(p_profile ->> 'displayName', '') || chr(10) || coalesce(p_profile ->> 'email', ''))
  );
begin
  if p_expected_version = 0 then
    insert into promptforge.profiles (
      user_id, version, email, display_name, locale, time_zone, preferences, avatar_url, privacy,
      notifications, extra, search_text
    )
    values (
      p_user_id, 1, p_profile ->> 'email', p_profile ->> 'displayName', p_profile ->> 'locale',
      p_profile ->> 'timeZone', p_profile -> 'preferences', p_profile ->> 'avatarUrl',
      coalesce(p_profile -> 'privacy', '{}'), coalesce(p_profile -> 'notifications', '{}'),
      coalesce(p_profile -> 'extra', '{}'), v_search_text
    )
    on conflict (user_id) do nothing;
  else
    update promptforge.profiles as p
       set version = p_expected_version + 1,
           email = p_profile ->> 'email',
           display_name = p_profile ->> 'displayName',
           locale = p_profile ->> 'locale',
           time_zone = p_profile ->> 'timeZone',
           preferences = p_profile -> 'preferences',
           avatar_url = case when p_profile ? 'avatarUrl' then p_profile ->> 'avatarUrl' else p.avatar_url end,
           privacy = coalesce(p_profile -> 'privacy', p.privacy),
           notifications = coalesce(p_profile -> 'notifications', p.notifications),
           extra = coalesce(p_profile -> 'extra', p.extra),
           search_text = v_search_text,
           updated_at = clock_timestamp()
     where p.user_id = p_user_id
       and p.version = p_expected_version;
  end if;
  return jsonb_build_object('version', case when found then p_expected_version + 1 end);
end
$$;

-- 0 for the most powerful role; null for none.
create function promptforge.role_rank(p_role text)
returns integer
language sql
immutable
as $$
  select array_position(array['owner', 'admin', 'member', 'viewer'], p_role) - 1
$$;

create function promptforge.member_document(p_member promptforge.org_members)
returns jsonb
language sql
stable
as $$
  select jsonb_build_object(
    'userId', p_member.user_id,
    'role', p_member.role,
    'joinedAt', promptforge.to_ms(p_member.joined_at)
  )
$$;

-- Writes an organization with its first owner, or nothing.
create function promptforge.create_organization_v1(
  p_org_id text,
  p_organization jsonb,
  p_owner_id text,
  p_now timestamptz default null
)
returns jsonb
language plpgsql
volatile
as $$
declare
  v_now timestamptz := promptforge.store_now(p_now);
begin
  insert into promptforge.orgs (id, version, name, created_at, updated_at)
  values (p_org_id, 1, p_organization ->> 'name', v_now, v_now)
  on conflict (id) do nothing;
  if not found then
    return jsonb_build_object('outcome', 'exists');
  end if;
  insert into promptforge.org_members (org_id, user_id, role, joined_at)
  values (p_org_id, p_owner_id, 'owner', v_now);
  return jsonb_build_object('outcome', 'created');
end
$$;

-- Adds a member to an organization that the caller has locked, if there is a seat.
create function promptforge.seat_member(
  p_org_id text,
  p_user_id text,
  p_role text,
  p_seats integer,
  p_now timestamptz
)
returns jsonb
language plpgsql
volatile
as $$
declare
  v_member promptforge.org_members;
begin
  select *
    into v_member
    from promptforge.org_members as m
   where m.org_id = p_org_id
     and m.user_id = p_user_id;
  if found then
    return jsonb_build_object('outcome', 'exists', 'member', promptforge.member_document(v_member));
  end if;
  if p_seats <= (select count(*) from promptforge.org_members as m where m.org_id = p_org_id) then
    return jsonb_build_object('outcome', 'no_seat');
  end if;
  insert into promptforge.org_members (org_id, user_id, role, joined_at)
  values (p_org_id, p_user_id, p_role, p_now)
  returning * into v_member;
  return jsonb_build_object('outcome', 'added', 'member', promptforge.member_document(v_member));
end
$$;

create function promptforge.add_member_v1(
  p_org_id text,
  p_user_id text,
  p_role text,
  p_seats integer,
  p_now timestamptz default null
)
returns jsonb
language plpgsql
volatile
as $$
begin
  perform
     from promptforge.orgs as o
    where o.id = p_org_id
      for no key update;
  if not found then
    return jsonb_build_object('outcome', 'unknown_organization');
  end if;
  return promptforge.seat_member(p_org_id, p_user_id, p_role, p_seats, promptforge.store_now(p_now));
end
$$;

-- Changes the role of a member, or with null ends the membership. The actor has to be at least what
-- the member is and would become; without one it is the host. An owner remains in any case.
create function promptforge.change_member_v1(p_org_id text, p_actor_id text, p_user_id text, p_role text)
returns jsonb
language plpgsql
volatile
as $$
declare
  v_actor text;
  v_role  text;
begin
  perform
     from promptforge.orgs as o
    where o.id = p_org_id
      for no key update;
  select m.role
    into v_role
    from promptforge.org_members as m
   where m.org_id = p_org_id
     and m.user_id = p_user_id;
  if p_actor_id is not null and not (p_actor_id = p_user_id and p_role is null) then
    select m.role
      into v_actor
      from promptforge.org_members as m
     where m.org_id = p_org_id
       and m.user_id = p_actor_id;
    if v_actor is null
      or promptforge.role_rank(v_actor) > promptforge.role_rank(v_role)
      or promptforge.role_rank(v_actor) > promptforge.role_rank(p_role)
    then
      return jsonb_build_object('outcome', 'not_allowed');
    end if;
  end if;
  if v_role is null then
    return jsonb_build_object('outcome', 'unknown_member');
  end if;
  if v_role = p_role then
    return jsonb_build_object('outcome', 'unchanged');
  end if;
  if v_role = 'owner'
    and not exists (
      select
        from promptforge.org_members as m
       where m.org_id = p_org_id
         and m.role = 'owner'
         and m.user_id <> p_user_id
    )
  then
    return jsonb_build_object('outcome', 'last_owner');
  end if;
  if p_role is null then
    delete from promptforge.org_members as m
     where m.org_id = p_org_id
       and m.user_id = p_user_id;
    return jsonb_build_object('outcome', 'removed');
  end if;
  update promptforge.org_members as m
     set role = p_role
   where m.org_id = p_org_id
     and m.user_id = p_user_id;
  return jsonb_build_object('outcome', 'changed');
end
$$;

-- Makes a member an owner, and the owner who gives an administrator.
create function promptforge.transfer_ownership_v1(p_org_id text, p_from text, p_to text)
returns jsonb
language plpgsql
volatile
as $$
begin
  perform
     from promptforge.orgs as o
    where o.id = p_org_id
      for no key update;
  if not exists (
    select
      from promptforge.org_members as m
     where m.org_id = p_org_id
       and m.user_id = p_from
       and m.role = 'owner'
  ) then
    return jsonb_build_object('outcome', 'not_allowed');
  end if;
  if p_from = p_to then
    return jsonb_build_object('outcome', 'unchanged');
  end if;
  update promptforge.org_members as m
     set role = 'owner'
   where m.org_id = p_org_id
     and m.user_id = p_to;
  if not found then
    return jsonb_build_object('outcome', 'unknown_member');
  end if;
  update promptforge.org_members as m
     set role = 'admin'
   where m.org_id = p_org_id
     and m.user_id = p_from;
  return jsonb_build_object('outcome', 'transferred');
end
$$;

-- Members with what their profiles show, by the bytes of their ids, from the one after p_after. The
-- text is looked for as it is: no character of it is special.
create function promptforge.search_members_v1(
  p_org_id text,
  p_text text,
  p_role text,
  p_limit integer,
  p_after text
)
returns jsonb
language sql
stable
as $$
  select jsonb_build_object(
    'items', coalesce(
      jsonb_agg(
        jsonb_build_object(
          'userId', f.user_id,
          'role', f.role,
          'joinedAt', promptforge.to_ms(f.joined_at),
          'displayName', f.display_name,
          'email', f.email
        )
        order by f.user_id
      ) filter (where f.position <= p_limit),
      '[]'
    ),
    'more', count(*) > p_limit
  )
    from (
      select m.user_id,
             m.role,
             m.joined_at,
             p.display_name,
             case when p.privacy ->> 'showEmailToOrganization' is distinct from 'false' then p.email end as email,
             row_number() over (order by m.user_id) as position
        from promptforge.org_members as m
        left join promptforge.profiles as p
          on p.user_id = m.user_id
       where m.org_id = p_org_id
         and m.user_id > coalesce(p_after, '')
         and (p_role is null or m.role = p_role)
         and (p_text is null or strpos(p.search_text, p_text) > 0)
       order by m.user_id
       limit p_limit + 1
    ) as f
$$;

-- Offers to become a member, known by the hashes of their secrets alone. There is no policy, so that
-- nobody but a server may read even the hashes.
create table promptforge.invitations (
  org_id      text collate "C" not null references promptforge.orgs (id) on delete cascade,
  id          text collate "C" not null check (id <> ''),
  -- SHA-256 in hexadecimal.
  secret_hash text collate "C" not null unique check (secret_hash ~ '^[0-9a-f]{64}$'),
  email       text not null,
  role        text collate "C" not null check (role in ('owner', 'admin', 'member', 'viewer')),
  invited_by  text collate "C" not null check (invited_by <> ''),
  created_at  timestamptz not null,
  expires_at  timestamptz not null,
  accepted_at timestamptz,
  accepted_by text collate "C",
  revoked_at  timestamptz,
  -- The first of the ends above, so that an index finds what has ended.
  ends_at     timestamptz generated always as (least(expires_at, accepted_at, revoked_at)) stored
);

create index invitations_by_age
    on promptforge.invitations (org_id, created_at);

create index invitations_by_end
    on promptforge.invitations (ends_at);

-- Last, for the reason told at the one of runs.
alter table promptforge.invitations
  add primary key (org_id, id);

alter table promptforge.invitations enable row level security;

-- An invitation as callers read it.
create function promptforge.invitation_document(p_invitation promptforge.invitations)
returns jsonb
language sql
stable
as $$
  select jsonb_build_object(
    'id', p_invitation.id,
    'orgId', p_invitation.org_id,
    'email', p_invitation.email,
    'role', p_invitation.role,
    'invitedBy', p_invitation.invited_by,
    'createdAt', promptforge.to_ms(p_invitation.created_at),
    'expiresAt', promptforge.to_ms(p_invitation.expires_at),
    'acceptedAt', promptforge.to_ms(p_invitation.accepted_at),
    'acceptedBy', p_invitation.accepted_by,
    'revokedAt', promptforge.to_ms(p_invitation.revoked_at)
  )
$$;

-- Whether a member is at least of a role.
create function promptforge.is_at_least(p_org_id text, p_user_id text, p_role text)
returns boolean
language sql
stable
as $$
  select exists (
    select
      from promptforge.org_members as m
     where m.org_id = p_org_id
       and m.user_id = p_user_id
       and promptforge.role_rank(m.role) <= promptforge.role_rank(p_role)
  )
$$;

-- Writes an invitation, unless whoever makes it is less than what it offers. A secret that is known
-- already breaks its key: nothing is written then.
create function promptforge.create_invitation_v1(
  p_org_id text,
  p_invitation_id text,
  p_secret_hash text,
  p_invited_by text,
  p_invitation jsonb,
  p_now timestamptz default null
)
returns jsonb
language plpgsql
volatile
as $$
declare
  v_now        timestamptz := promptforge.store_now(p_now);
  v_invitation promptforge.invitations;
begin
  perform
     from promptforge.orgs as o
    where o.id = p_org_id
      for no key update;
  if not promptforge.is_at_least(p_org_id, p_invited_by, p_invitation ->> 'role') then
    return jsonb_build_object('outcome', 'not_allowed');
  end if;
  insert into promptforge.invitations (
    org_id, id, secret_hash, email, role, invited_by, created_at, expires_at
  )
  values (
    p_org_id, p_invitation_id, p_secret_hash, p_invitation ->> 'email', p_invitation ->> 'role',
    p_invited_by, v_now, promptforge.add_ms(v_now, (p_invitation ->> 'lifetimeMs')::bigint)
  )
  returning * into v_invitation;
  return jsonb_build_object('outcome', 'created', 'invitation', promptforge.invitation_document(v_invitation));
end
$$;

create function promptforge.find_invitation_v1(p_secret_hash text)
returns jsonb
language sql
stable
as $$
  select promptforge.invitation_document(i)
    from promptforge.invitations as i
   where i.secret_hash = p_secret_hash
$$;

-- Invitations of an organization, or those one user has made or accepted, newest first, from the one
-- after (p_after_ms, p_after_id).
create function promptforge.list_invitations_v1(
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
  v_after       timestamptz := coalesce(promptforge.from_ms(p_after_ms), 'infinity');
  v_id          text := coalesce(p_after_id, '');
  v_invitations promptforge.invitations[];
begin
  v_invitations := array(
    select i
      from promptforge.invitations as i
     where i.org_id = p_org_id
       and (p_user_id is null or i.invited_by = p_user_id or i.accepted_by = p_user_id)
       and (i.created_at, i.id) < (v_after, v_id)
     order by i.created_at desc, i.id desc
     limit p_limit + 1
  );
  return jsonb_build_object(
    'items', (
      select coalesce(jsonb_agg(promptforge.invitation_document(i) order by i.created_at desc, i.id desc), '[]')
        from unnest(v_invitations[1:p_limit]) as i
    ),
    'more', cardinality(v_invitations) > p_limit
  );
end
$$;

-- Revokes an invitation that was neither accepted nor revoked; returns how many that were.
create function promptforge.revoke_invitation_v1(
  p_org_id text,
  p_invitation_id text,
  p_now timestamptz default null
)
returns jsonb
language sql
volatile
as $$
  with revoked as (
    update promptforge.invitations as i
       set revoked_at = promptforge.store_now(p_now)
     where i.org_id = p_org_id
       and i.id = p_invitation_id
       and i.accepted_at is null
       and i.revoked_at is null
    returning 1
  )
  select to_jsonb(count(*))
    from revoked
$$;

-- Makes somebody a member by the secret of an invitation, once, if there is a seat.
create function promptforge.accept_invitation_v1(
  p_org_id text,
  p_secret_hash text,
  p_user_id text,
  p_seats integer,
  p_now timestamptz default null
)
returns jsonb
language plpgsql
volatile
as $$
declare
  v_invitation promptforge.invitations;
  v_now        timestamptz;
  v_ending     text;
  v_answer     jsonb;
begin
  perform
     from promptforge.orgs as o
    where o.id = p_org_id
      for no key update;
  select *
    into v_invitation
    from promptforge.invitations as i
   where i.secret_hash = p_secret_hash
     and i.org_id = p_org_id
     for update;
  if not found then
    return jsonb_build_object('outcome', 'unknown');
  end if;
  v_now := promptforge.store_now(p_now);
  v_ending := case
    when v_invitation.accepted_at is not null then 'used'
    when v_invitation.revoked_at is not null then 'revoked'
    when v_invitation.expires_at <= v_now then 'expired'
    when not promptforge.is_at_least(p_org_id, v_invitation.invited_by, v_invitation.role) then 'void'
  end;
  if v_ending is not null then
    return jsonb_build_object('outcome', v_ending);
  end if;
  v_answer := promptforge.seat_member(p_org_id, p_user_id, v_invitation.role, p_seats, v_now);
  if v_answer ->> 'outcome' <> 'added' then
    return v_answer;
  end if;
  update promptforge.invitations as i
     set accepted_at = v_now,
         accepted_by = p_user_id
   where i.org_id = p_org_id
     and i.id = v_invitation.id;
  return jsonb_build_object('outcome', 'accepted', 'member', v_answer -> 'member');
end
$$;

-- Deletes invitations of everybody that ended before a time; returns how many.
create function promptforge.purge_invitations_v1(p_before bigint, p_limit integer)
returns jsonb
language plpgsql
volatile
as $$
declare
  v_count bigint;
begin
  with old as materialized (
    select i.org_id, i.id
      from promptforge.invitations as i
     where i.ends_at < promptforge.from_ms(p_before)
     order by i.ends_at
     limit p_limit
       for update skip locked
  )
  delete from promptforge.invitations as i
   using old
   where i.org_id = old.org_id
     and i.id = old.id;
  get diagnostics v_count = row_count;
  return to_jsonb(v_count);
end
$$;

-- Deletes the invitations that a user has made or accepted, and those sent to their addresses;
-- returns how many. Locks the organization first, as who accepts one does.
create function promptforge.erase_user_invitations_v1(p_org_id text, p_user_id text, p_emails text[])
returns jsonb
language plpgsql
volatile
as $$
declare
  v_count bigint;
begin
  perform
     from promptforge.orgs as o
    where o.id = p_org_id
      for no key update;
  delete from promptforge.invitations as i
   where i.org_id = p_org_id
     and (
       i.invited_by = p_user_id
       or i.accepted_by = p_user_id
       or lower(i.email) in (select lower(e) from unnest(p_emails) as e)
     );
  get diagnostics v_count = row_count;
  return to_jsonb(v_count);
end
$$;

revoke execute on all functions in schema promptforge from public;
select promptforge.grant_access();

insert into promptforge.migrations (name)
values ('20261130000400_users');
