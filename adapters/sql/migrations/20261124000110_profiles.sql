-- Profiles: one per person, whatever organizations they belong to.

create table promptforge.profiles (
  user_id      text collate "C" primary key check (user_id <> ''),
  -- How often it was saved.
  version      bigint not null,
  email        text,
  display_name text,
  locale       text,
  time_zone    text,
  preferences  jsonb not null,
  updated_at   timestamptz not null default clock_timestamp()
);

alter table promptforge.profiles enable row level security;

create policy own_read on promptforge.profiles
   for select
 using (user_id = (select promptforge.current_user_id()));

create function promptforge.load_profile_v1(p_user_id text)
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
      'preferences', p.preferences
    )
  )
    from promptforge.profiles as p
   where p.user_id = p_user_id
$$;

-- Saves if the stored version is still the one expected, 0 meaning none. Returns the new
-- version, or null when somebody else was first.
create function promptforge.save_profile_v1(p_user_id text, p_profile jsonb, p_expected_version bigint)
returns jsonb
language plpgsql
volatile
as $$
begin
  if p_expected_version = 0 then
    insert into promptforge.profiles (user_id, version, email, display_name, locale, time_zone, preferences)
    values (
      p_user_id, 1, p_profile ->> 'email', p_profile ->> 'displayName', p_profile ->> 'locale',
      p_profile ->> 'timeZone', p_profile -> 'preferences'
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
           updated_at = clock_timestamp()
     where p.user_id = p_user_id
       and p.version = p_expected_version;
  end if;
  return jsonb_build_object('version', case when found then p_expected_version + 1 end);
end
$$;

-- Deletes the profile; returns how many there were.
create function promptforge.erase_profile_v1(p_user_id text)
returns jsonb
language sql
volatile
as $$
  with deleted as (
    delete from promptforge.profiles as p
     where p.user_id = p_user_id
    returning 1
  )
  select to_jsonb(count(*))
    from deleted
$$;

revoke execute on all functions in schema promptforge from public;
select promptforge.grant_access();

insert into promptforge.migrations (name)
values ('20261124000110_profiles');
