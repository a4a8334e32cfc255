-- How the rules of alerts stand, with the alerts that have yet to be delivered: for servers alone, so
-- there are no policies. A state is kept whole, as a document, and replaced by compare-and-swap.

create table promptforge.alerts (
  -- The rule, a tab, and the organization it looks at; nothing after the tab for the whole installation.
  id      text collate "C" primary key,
  version bigint not null,
  state   jsonb not null
);

alter table promptforge.alerts enable row level security;

-- Null when there is none.
create function promptforge.load_alert_v1(p_alert_id text)
returns jsonb
language sql
stable
as $$
  select coalesce(
    (
      select jsonb_build_object('version', a.version, 'state', a.state)
        from promptforge.alerts as a
       where a.id = p_alert_id
    ),
    'null'
  )
$$;

create function promptforge.list_alerts_v1(p_limit integer, p_after_id text)
returns jsonb
language sql
stable
as $$
  with found as (
    select a.id, a.version, a.state
      from promptforge.alerts as a
     where p_after_id is null
        or a.id > p_after_id
     order by a.id
     limit p_limit + 1
  ), page as (
    select f.id, f.version, f.state
      from found as f
     order by f.id
     limit p_limit
  )
  select jsonb_build_object(
    'items', (
      select coalesce(
               jsonb_agg(jsonb_build_object('version', p.version, 'state', p.state) order by p.id),
               '[]'
             )
        from page as p
    ),
    'more', (select count(*) > p_limit from found as f)
  )
$$;

-- Saves a state if the stored version is still the one expected; 0 expects none.
create function promptforge.save_alert_v1(p_alert_id text, p_state jsonb, p_expected_version bigint)
returns jsonb
language plpgsql
volatile
as $$
begin
  if p_expected_version = 0 then
    insert into promptforge.alerts (id, version, state)
    values (p_alert_id, 1, p_state)
    on conflict (id) do nothing;
  else
    update promptforge.alerts as a
       set version = p_expected_version + 1,
           state = p_state
     where a.id = p_alert_id
       and a.version = p_expected_version;
  end if;
  return jsonb_build_object('version', case when found then p_expected_version + 1 end);
end
$$;

revoke execute on all functions in schema promptforge from public;
select promptforge.grant_access();

insert into promptforge.migrations (name)
values ('20261201000200_alerts');
