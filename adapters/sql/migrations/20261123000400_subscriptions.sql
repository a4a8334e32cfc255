-- Subscriptions: one per tenant, saved by compare-and-swap. The rules are not here.

create table promptforge.subscriptions (
  org_id       text collate "C" primary key,
  -- How often it was saved.
  version      bigint not null,
  plan_id      text collate "C" not null,
  status       text collate "C" not null,
  seats        bigint not null,
  anchor       timestamptz not null,
  trial_end    timestamptz,
  cancel_at    timestamptz,
  next_plan_id text collate "C",
  updated_at   timestamptz not null default clock_timestamp()
);

alter table promptforge.subscriptions enable row level security;

create function promptforge.load_subscription_v1(p_org_id text)
returns jsonb
language sql
stable
as $$
  select jsonb_build_object(
    'version', s.version,
    'value', jsonb_build_object(
      'planId', s.plan_id,
      'status', s.status,
      'seats', s.seats,
      'anchor', promptforge.to_ms(s.anchor),
      'trialEnd', promptforge.to_ms(s.trial_end),
      'cancelAt', promptforge.to_ms(s.cancel_at),
      'nextPlanId', s.next_plan_id
    )
  )
    from promptforge.subscriptions as s
   where s.org_id = p_org_id
$$;

-- Saves if the stored version is still the one expected, 0 meaning none. Returns the new
-- version, or null when somebody else was first.
create function promptforge.save_subscription_v1(
  p_org_id text,
  p_subscription jsonb,
  p_expected_version bigint
)
returns jsonb
language plpgsql
volatile
as $$
declare
  v_new promptforge.subscriptions;
begin
  v_new.org_id := p_org_id;
  v_new.version := p_expected_version + 1;
  v_new.plan_id := p_subscription ->> 'planId';
  v_new.status := p_subscription ->> 'status';
  v_new.seats := p_subscription ->> 'seats';
  v_new.anchor := promptforge.from_ms((p_subscription ->> 'anchor')::bigint);
  v_new.trial_end := promptforge.from_ms((p_subscription ->> 'trialEnd')::bigint);
  v_new.cancel_at := promptforge.from_ms((p_subscription ->> 'cancelAt')::bigint);
  v_new.next_plan_id := p_subscription ->> 'nextPlanId';
  v_new.updated_at := clock_timestamp();
  if p_expected_version = 0 then
    insert into promptforge.subscriptions
    select v_new.*
    on conflict (org_id) do nothing;
  else
    update promptforge.subscriptions as s
       set version = v_new.version,
           plan_id = v_new.plan_id,
           status = v_new.status,
           seats = v_new.seats,
           anchor = v_new.anchor,
           trial_end = v_new.trial_end,
           cancel_at = v_new.cancel_at,
           next_plan_id = v_new.next_plan_id,
           updated_at = v_new.updated_at
     where s.org_id = p_org_id
       and s.version = p_expected_version;
  end if;
  return jsonb_build_object('version', case when found then v_new.version end);
end
$$;

revoke execute on all functions in schema promptforge from public;

insert into promptforge.migrations (name)
values ('20261123000400_subscriptions');
