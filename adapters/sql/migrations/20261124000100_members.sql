-- Organizations and their members, as servers read and change them. That an owner has to remain,
-- and who may appoint whom, is not decided here.

create function promptforge.load_organization_v1(p_org_id text)
returns jsonb
language sql
stable
as $$
  select jsonb_build_object('version', o.version, 'value', jsonb_build_object('name', o.name))
    from promptforge.orgs as o
   where o.id = p_org_id
$$;

-- Saves if the stored version is still the one expected, 0 meaning none. Returns the new
-- version, or null when somebody else was first.
create function promptforge.save_organization_v1(
  p_org_id text,
  p_organization jsonb,
  p_expected_version bigint,
  p_now timestamptz default null
)
returns jsonb
language plpgsql
volatile
as $$
declare
  v_now timestamptz := promptforge.store_now(p_now);
begin
  if p_expected_version = 0 then
    insert into promptforge.orgs (id, version, name, created_at, updated_at)
    values (p_org_id, 1, p_organization ->> 'name', v_now, v_now)
    on conflict (id) do nothing;
  else
    update promptforge.orgs as o
       set version = p_expected_version + 1,
           name = p_organization ->> 'name',
           updated_at = v_now
     where o.id = p_org_id
       and o.version = p_expected_version;
  end if;
  return jsonb_build_object('version', case when found then p_expected_version + 1 end);
end
$$;

-- Members by the bytes of their ids, from the one after p_after.
create function promptforge.list_members_v1(p_org_id text, p_limit integer, p_after text)
returns jsonb
language sql
stable
as $$
  select jsonb_build_object(
    'items', coalesce(
      jsonb_agg(
        jsonb_build_object('userId', m.user_id, 'role', m.role, 'joinedAt', promptforge.to_ms(m.joined_at))
        order by m.user_id
      ) filter (where m.position <= p_limit),
      '[]'
    ),
    'more', count(*) > p_limit
  )
    from (
      select *, row_number() over (order by found.user_id) as position
        from promptforge.org_members as found
       where found.org_id = p_org_id
         and found.user_id > coalesce(p_after, '')
       order by found.user_id
       limit p_limit + 1
    ) as m
$$;

-- Gives somebody a role: as a new member, or instead of the one they have. Locks the
-- organization, which then cannot go away, before the member.
create function promptforge.set_member_v1(
  p_org_id text,
  p_user_id text,
  p_role text,
  p_now timestamptz default null
)
returns jsonb
language plpgsql
volatile
as $$
declare
  v_role text;
begin
  perform
     from promptforge.orgs as o
    where o.id = p_org_id
      for key share;
  if not found then
    return jsonb_build_object('outcome', 'unknown_organization');
  end if;
  loop
    insert into promptforge.org_members (org_id, user_id, role, joined_at)
    values (p_org_id, p_user_id, p_role, promptforge.store_now(p_now))
    on conflict (org_id, user_id) do nothing;
    if found then
      return jsonb_build_object('outcome', 'added');
    end if;
    select m.role
      into v_role
      from promptforge.org_members as m
     where m.org_id = p_org_id
       and m.user_id = p_user_id
       for update;
    -- Else somebody has removed the member in between.
    exit when found;
  end loop;
  if v_role = p_role then
    return jsonb_build_object('outcome', 'unchanged');
  end if;
  update promptforge.org_members as m
     set role = p_role
   where m.org_id = p_org_id
     and m.user_id = p_user_id;
  return jsonb_build_object('outcome', 'changed');
end
$$;

-- Returns how many members there were of that name.
create function promptforge.remove_member_v1(p_org_id text, p_user_id text)
returns jsonb
language sql
volatile
as $$
  with deleted as (
    delete from promptforge.org_members as m
     where m.org_id = p_org_id
       and m.user_id = p_user_id
    returning 1
  )
  select to_jsonb(count(*))
    from deleted
$$;

-- Every organization one person belongs to.
create function promptforge.list_memberships_v1(p_user_id text)
returns jsonb
language sql
stable
as $$
  select coalesce(
    jsonb_agg(
      jsonb_build_object(
        'orgId', m.org_id,
        'name', o.name,
        'role', m.role,
        'joinedAt', promptforge.to_ms(m.joined_at)
      )
      order by m.org_id
    ),
    '[]'
  )
    from promptforge.org_members as m
    join promptforge.orgs as o
      on o.id = m.org_id
   where m.user_id = p_user_id
$$;

revoke execute on all functions in schema promptforge from public;
select promptforge.grant_access();

insert into promptforge.migrations (name)
values ('20261124000100_members');
