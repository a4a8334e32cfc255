-- What else was agreed in a subscription, and the history of all of them. One entry is added with
-- each save, in the same step, so there are no more of them than people have made changes.

alter table promptforge.subscriptions
  add column past_due_since  timestamptz,
  add column next_plan_at    timestamptz,
  -- What one customer was granted beyond the plan, or denied of it.
  add column overrides       jsonb,
  -- Where it is billed, and its id there.
  add column source_provider text collate "C",
  add column source_id       text collate "C",
  add constraint subscriptions_source_check
      check ((source_provider is null) = (source_id is null));

-- For servers alone: there is no policy.
create table promptforge.subscription_changes (
  org_id           text collate "C" not null,
  -- The version of the subscription that was saved.
  version          bigint not null,
  at               timestamptz not null,
  plan_id          text collate "C" not null,
  status           text collate "C" not null,
  seats            bigint not null,
  -- As it was before; null for the first.
  previous_plan_id text collate "C",
  previous_status  text collate "C",
  previous_seats   bigint,
  primary key (org_id, version)
);

create index subscription_changes_by_age
    on promptforge.subscription_changes (at, org_id, version);

alter table promptforge.subscription_changes enable row level security;

-- What is there already begins its history as it is.
insert into promptforge.subscription_changes (org_id, version, at, plan_id, status, seats)
select s.org_id, s.version, date_trunc('milliseconds', s.updated_at), s.plan_id, s.status, s.seats
  from promptforge.subscriptions as s;

create function promptforge.subscription_document(p_subscription promptforge.subscriptions)
returns jsonb
language sql
stable
as $$
  select jsonb_build_object(
    'version', p_subscription.version,
    'value', jsonb_build_object(
      'planId', p_subscription.plan_id,
      'status', p_subscription.status,
      'seats', p_subscription.seats,
      'anchor', promptforge.to_ms(p_subscription.anchor),
      'trialEnd', promptforge.to_ms(p_subscription.trial_end),
      'pastDueSince', promptforge.to_ms(p_subscription.past_due_since),
      'cancelAt', promptforge.to_ms(p_subscription.cancel_at),
      'nextPlanId', p_subscription.next_plan_id,
      'nextPlanAt', promptforge.to_ms(p_subscription.next_plan_at),
      'overrides', p_subscription.overrides,
      'source', case
        when p_subscription.source_id is not null
        then jsonb_build_object('provider', p_subscription.source_provider, 'id', p_subscription.source_id)
      end
    )
  )
$$;

create function promptforge.subscription_change_document(p_change promptforge.subscription_changes)
returns jsonb
language sql
stable
as $$
  select jsonb_build_object(
    'orgId', p_change.org_id,
    'version', p_change.version,
    'at', promptforge.to_ms(p_change.at),
    'planId', p_change.plan_id,
    'status', p_change.status,
    'seats', p_change.seats,
    'previous', case
      when p_change.previous_plan_id is not null
      then jsonb_build_object(
        'planId', p_change.previous_plan_id,
        'status', p_change.previous_status,
        'seats', p_change.previous_seats
      )
    end
  )
$$;

create or replace function promptforge.load_subscription_v1(p_org_id text)
returns jsonb
language sql
stable
as $$
  select promptforge.subscription_document(s)
    from promptforge.subscriptions as s
   where s.org_id = p_org_id
$$;

drop function promptforge.save_subscription_v1(text, jsonb, bigint);

-- Saves if the stored version is still the one expected, 0 meaning none, and adds that to the
-- history. Returns the new version, or null when somebody else was first.
create function promptforge.save_subscription_v1(
  p_org_id text,
  p_subscription jsonb,
  p_expected_version bigint,
  p_now timestamptz default null
)
returns jsonb
language plpgsql
volatile
as $$
declare
  v_new      promptforge.subscriptions;
  v_previous promptforge.subscriptions;
begin
  v_new.org_id := p_org_id;
  v_new.version := p_expected_version + 1;
  v_new.plan_id := p_subscription ->> 'planId';
  v_new.status := p_subscription ->> 'status';
  v_new.seats := p_subscription ->> 'seats';
  v_new.anchor := promptforge.from_ms((p_subscription ->> 'anchor')::bigint);
  v_new.trial_end := promptforge.from_ms((p_subscription ->> 'trialEnd')::bigint);
  v_new.past_due_since := promptforge.from_ms((p_subscription ->> 'pastDueSince')::bigint);
  v_new.cancel_at := promptforge.from_ms((p_subscription ->> 'cancelAt')::bigint);
  v_new.next_plan_id := p_subscription ->> 'nextPlanId';
  v_new.next_plan_at := promptforge.from_ms((p_subscription ->> 'nextPlanAt')::bigint);
  v_new.overrides := nullif(p_subscription -> 'overrides', 'null');
  v_new.source_provider := p_subscription #>> '{source,provider}';
  v_new.source_id := p_subscription #>> '{source,id}';
  if p_expected_version = 0 then
    v_new.updated_at := promptforge.store_now(p_now);
    insert into promptforge.subscriptions
    select v_new.*
    on conflict (org_id) do nothing;
  else
    select *
      into v_previous
      from promptforge.subscriptions as s
     where s.org_id = p_org_id
       and s.version = p_expected_version
       for update;
    -- Not before the row is locked, so that no later version is of an earlier time.
    v_new.updated_at := promptforge.store_now(p_now);
    update promptforge.subscriptions as s
       set version = v_new.version,
           plan_id = v_new.plan_id,
           status = v_new.status,
           seats = v_new.seats,
           anchor = v_new.anchor,
           trial_end = v_new.trial_end,
           past_due_since = v_new.past_due_since,
           cancel_at = v_new.cancel_at,
           next_plan_id = v_new.next_plan_id,
           next_plan_at = v_new.next_plan_at,
           overrides = v_new.overrides,
           source_provider = v_new.source_provider,
           source_id = v_new.source_id,
           updated_at = v_new.updated_at
     where s.org_id = v_previous.org_id
       and s.version = p_expected_version;
  end if;
  if not found then
    return jsonb_build_object('version', null);
  end if;
  insert into promptforge.subscription_changes
    (org_id, version, at, plan_id, status, seats, previous_plan_id, previous_status, previous_seats)
  values
    (
      p_org_id, v_new.version, v_new.updated_at, v_new.plan_id, v_new.status, v_new.seats,
      v_previous.plan_id, v_previous.status, v_previous.seats
    );
  return jsonb_build_object('version', v_new.version);
end
$$;

-- The history of one tenant, newest first, from the version before p_before_version.
create function promptforge.subscription_history_v1(p_org_id text, p_limit integer, p_before_version bigint)
returns jsonb
language plpgsql
stable
as $$
declare
  v_before  bigint := coalesce(p_before_version, 9223372036854775807);
  v_changes promptforge.subscription_changes[] := array(
    select c
      from promptforge.subscription_changes as c
     where c.org_id = p_org_id
       and c.version < v_before
     order by c.version desc
     limit p_limit + 1
  );
begin
  return jsonb_build_object(
    'items', (
      select coalesce(jsonb_agg(promptforge.subscription_change_document(c) order by c.version desc), '[]')
        from unnest(v_changes[1:p_limit]) as c
    ),
    'more', cardinality(v_changes) > p_limit
  );
end
$$;

-- Subscriptions of all tenants by the bytes of their ids, from the one after p_after.
create function promptforge.list_subscriptions_v1(p_limit integer, p_after text)
returns jsonb
language plpgsql
stable
as $$
declare
  v_after text := coalesce(p_after, '');
  v_found promptforge.subscriptions[] := array(
    select s
      from promptforge.subscriptions as s
     where s.org_id >= v_after
       and s.org_id is distinct from p_after
     order by s.org_id
     limit p_limit + 1
  );
begin
  return jsonb_build_object(
    'items', (
      select coalesce(
               jsonb_agg(
                 promptforge.subscription_document(s) || jsonb_build_object('orgId', s.org_id)
                 order by s.org_id
               ),
               '[]'
             )
        from unnest(v_found[1:p_limit]) as s
    ),
    'more', cardinality(v_found) > p_limit
  );
end
$$;

-- How many tenants, and seats, there are with each plan and status. Reads all subscriptions: a row
-- for each tenant, which is a few milliseconds for some thousands of them. The sum may outgrow what every
-- caller reads exactly as a number, so it is answered as text.
create function promptforge.count_subscriptions_v1()
returns jsonb
language sql
stable
as $$
  select coalesce(
    jsonb_agg(
      jsonb_build_object('planId', g.plan_id, 'status', g.status, 'tenants', g.tenants, 'seats', g.seats::text)
      order by g.plan_id, g.status
    ),
    '[]'
  )
    from (
      select s.plan_id, s.status, count(*) as tenants, sum(s.seats) as seats
        from promptforge.subscriptions as s
       group by s.plan_id, s.status
    ) as g
$$;

-- Changes of all tenants from p_from to before p_to, oldest first, from the one after
-- (p_after_ms, p_after_org_id, p_after_version).
create function promptforge.list_subscription_changes_v1(
  p_from bigint,
  p_to bigint,
  p_limit integer,
  p_after_ms bigint,
  p_after_org_id text,
  p_after_version bigint
)
returns jsonb
language plpgsql
stable
as $$
declare
  v_within  boolean := coalesce(p_after_ms >= p_from, false);
  v_to      timestamptz := promptforge.from_ms(p_to);
  -- Versions are counted from 1, so without a cursor all of the range come after this.
  v_at      timestamptz := promptforge.from_ms(case when v_within then p_after_ms else p_from end);
  v_org_id  text := case when v_within then p_after_org_id else '' end;
  v_version bigint := case when v_within then p_after_version else 0 end;
  v_changes promptforge.subscription_changes[] := array(
    select c
      from promptforge.subscription_changes as c
     where (c.at, c.org_id, c.version) > (v_at, v_org_id, v_version)
       and c.at < v_to
     order by c.at, c.org_id, c.version
     limit p_limit + 1
  );
begin
  return jsonb_build_object(
    'items', (
      select coalesce(
               jsonb_agg(promptforge.subscription_change_document(c) order by c.at, c.org_id, c.version),
               '[]'
             )
        from unnest(v_changes[1:p_limit]) as c
    ),
    'more', cardinality(v_changes) > p_limit
  );
end
$$;

revoke execute on all functions in schema promptforge from public;
select promptforge.grant_access();

insert into promptforge.migrations (name)
values ('20261124020000_subscription_history');
