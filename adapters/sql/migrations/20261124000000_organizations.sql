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

-- The user a request acts for; null without one.
create function promptforge.current_user_id()
returns text
language sql
stable
as $$
  select nullif(nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'sub', '')
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

revoke execute on all functions in schema promptforge from public;

insert into promptforge.migrations (name)
values ('20261124000000_organizations');
