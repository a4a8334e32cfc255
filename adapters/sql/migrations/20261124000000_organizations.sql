-- Organizations, their members, and who may read what.
--
-- Two kinds of callers reach this schema. Servers act for everybody: they call the functions, as
-- the owner of the schema or as `service_role`. Browsers act for one user: they only read tables,
-- under row level security, and execute nothing that changes state. Who the user is comes from
-- the verified claims that PostgREST sets for each request (`request.jwt.claims`); which
-- organizations they belong to comes from org_members, never from a claim.
--
-- Policies name no role, because roles belong to the whole server and not every server has
-- Supabase's: without a grant, a policy gives nothing to anybody. The grants are in grant_access().

create table promptforge.orgs (
  id         text collate "C" primary key,
  -- How often it was saved.
  version    bigint not null,
  name       text not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);

create table promptforge.org_members (
  org_id    text collate "C" not null references promptforge.orgs (id) on delete cascade,
  user_id   text collate "C" not null check (user_id <> ''),
  role      text collate "C" not null check (role in ('owner', 'admin', 'member', 'viewer')),
  joined_at timestamptz not null,
  primary key (org_id, user_id)
);

create index org_members_by_user
    on promptforge.org_members (user_id);

alter table promptforge.orgs enable row level security;
alter table promptforge.org_members enable row level security;

-- The user a request acts for; null without one. A subject that is no text is nobody: read as text,
-- a list or an object would be the user of that name.
create function promptforge.current_user_id()
returns text
language sql
stable
as $$
  select case jsonb_typeof(r.claims -> 'sub') when 'string' then nullif(r.claims ->> 'sub', '') end
    from (select nullif(current_setting('request.jwt.claims', true), '')::jsonb) as r (claims)
$$;

-- Organizations of that user, the personal one among them. With the rights of the owner, since
-- the policy of org_members asks it too.
create function promptforge.member_org_ids()
returns text[]
language sql
stable
security definer
set search_path = ''
as $$
  select array(
           select m.org_id
             from promptforge.org_members as m
            where m.user_id = promptforge.current_user_id()
         )
      || array(
           select 'personal:' || u.id
             from promptforge.current_user_id() as u (id)
            where u.id is not null
         )
$$;

-- Those in which that user sees what others do.
create function promptforge.admin_org_ids()
returns text[]
language sql
stable
security definer
set search_path = ''
as $$
  select array(
           select m.org_id
             from promptforge.org_members as m
            where m.user_id = promptforge.current_user_id()
              and m.role in ('owner', 'admin')
         )
      || array(
           select 'personal:' || u.id
             from promptforge.current_user_id() as u (id)
            where u.id is not null
         )
$$;

-- The functions are asked once for each statement, not for each row: they are in subqueries.
create policy members_read on promptforge.orgs
   for select
 using (id = any ((select promptforge.member_org_ids())::text[]));

create policy members_read on promptforge.org_members
   for select
 using (org_id = any ((select promptforge.member_org_ids())::text[]));

create policy members_read on promptforge.subscriptions
   for select
 using (org_id = any ((select promptforge.member_org_ids())::text[]));

create policy members_read on promptforge.quota_windows
   for select
 using (
   org_id = any ((select promptforge.member_org_ids())::text[])
   and (
     user_id in ('', (select promptforge.current_user_id()))
     or org_id = any ((select promptforge.admin_org_ids())::text[])
   )
 );

create policy authors_read on promptforge.runs
   for select
 using (
   org_id = any ((select promptforge.member_org_ids())::text[])
   and (
     user_id = (select promptforge.current_user_id())
     or org_id = any ((select promptforge.admin_org_ids())::text[])
   )
 );

-- A score may be read by whoever may read its run.
create policy authors_read on promptforge.scores
   for select
 using (
   org_id = any ((select promptforge.member_org_ids())::text[])
   and exists (
     select
       from promptforge.runs as r
      where r.org_id = scores.org_id
        and r.id = scores.run_id
   )
 );

create policy authors_read on promptforge.events
   for select
 using (
   org_id = any ((select promptforge.member_org_ids())::text[])
   and (
     user_id = (select promptforge.current_user_id())
     or org_id = any ((select promptforge.admin_org_ids())::text[])
   )
 );

-- Lets a role act for everybody, as servers do: read and write all tables, call all functions. A
-- role that row level security binds gets policies of its own. The owner of the schema calls it.
create function promptforge.grant_service(p_role name)
returns void
language plpgsql
volatile
as $$
declare
  v_table record;
begin
  execute format('grant usage on schema promptforge to %I', p_role);
  execute format('grant select, insert, update, delete on all tables in schema promptforge to %I', p_role);
  execute format('grant execute on all functions in schema promptforge to %I', p_role);
  if (select r.rolbypassrls or r.rolsuper from pg_catalog.pg_roles as r where r.rolname = p_role) then
    return;
  end if;
  for v_table in
    select c.relname
      from pg_catalog.pg_class as c
     where c.relnamespace = 'promptforge'::regnamespace
       and c.relkind in ('r', 'p')
       and not exists (
         select
           from pg_catalog.pg_policy as p
          where p.polrelid = c.oid
            -- Not by its name, which is cut off when that of the role is long.
            and p.polroles = array[(select r.oid from pg_catalog.pg_roles as r where r.rolname = p_role)]
       )
  loop
    execute format(
      'create policy %I on promptforge.%I to %I using (true) with check (true)',
      'service_' || p_role, v_table.relname, p_role
    );
  end loop;
end
$$;

-- Grants what each role is to have, as far as the roles are there; called again by each migration
-- that adds tables or functions. Signed-in users may read every table that has a policy for
-- everybody, and call what those policies ask. Whoever was made a service, which shows in what it
-- may call, stays one.
create function promptforge.grant_access()
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
                  and p.proname = 'reserve_v1'
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
values ('20261124000000_organizations');
