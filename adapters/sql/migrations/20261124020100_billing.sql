-- What ties tenants to a billing provider, so that nothing is done or charged twice. All of it is
-- for servers alone: there are no policies. Customers and reported totals are kept, as accounts are:
-- one row for each tenant, and for each tenant, meter and month.

create table promptforge.billing_customers (
  provider    text collate "C" not null,
  customer_id text collate "C" not null,
  org_id      text collate "C" not null,
  primary key (provider, customer_id),
  unique (org_id, provider)
);

-- Events of a provider that were dealt with, kept for longer than the provider repeats them.
create table promptforge.billing_events (
  provider text collate "C" not null,
  event_id text collate "C" not null,
  done_at  timestamptz not null,
  primary key (provider, event_id)
);

create index billing_events_by_age
    on promptforge.billing_events (done_at);

-- Counters of which a provider is told bit by bit: what it was told of so far, and the report that
-- is under way, of which nobody knows yet whether it has arrived.
create table promptforge.billing_usage (
  org_id             text collate "C" not null,
  provider           text collate "C" not null,
  meter              text collate "C" not null,
  -- The first day of the month.
  month              date not null,
  reported           bigint not null check (reported >= 0),
  -- How many reports there were; it makes each identifier another one.
  sequence           bigint not null,
  pending_identifier text collate "C",
  pending_amount     bigint check (pending_amount > 0),
  prepared_at        timestamptz,
  primary key (org_id, provider, meter, month),
  check (num_nulls(pending_identifier, pending_amount, prepared_at) in (0, 3))
);

alter table promptforge.billing_customers enable row level security;
alter table promptforge.billing_events enable row level security;
alter table promptforge.billing_usage enable row level security;

-- Ties a customer to a tenant, unless either is tied already.
create function promptforge.link_customer_v1(p_org_id text, p_provider text, p_customer_id text)
returns jsonb
language plpgsql
volatile
as $$
begin
  insert into promptforge.billing_customers (provider, customer_id, org_id)
  values (p_provider, p_customer_id, p_org_id)
  on conflict do nothing;
  if found then
    return jsonb_build_object('outcome', 'linked');
  end if;
  perform
     from promptforge.billing_customers as c
    where c.provider = p_provider
      and c.customer_id = p_customer_id
      and c.org_id = p_org_id;
  return jsonb_build_object('outcome', case when found then 'linked' else 'taken' end);
end
$$;

create function promptforge.customer_of_v1(p_org_id text, p_provider text)
returns jsonb
language sql
stable
as $$
  select jsonb_build_object('customerId', (
    select c.customer_id
      from promptforge.billing_customers as c
     where c.org_id = p_org_id
       and c.provider = p_provider
  ))
$$;

create function promptforge.tenant_of_v1(p_provider text, p_customer_id text)
returns jsonb
language sql
stable
as $$
  select jsonb_build_object('orgId', (
    select c.org_id
      from promptforge.billing_customers as c
     where c.provider = p_provider
       and c.customer_id = p_customer_id
  ))
$$;

create function promptforge.is_billing_event_done_v1(p_provider text, p_event_id text)
returns jsonb
language sql
stable
as $$
  select to_jsonb(exists (
    select
      from promptforge.billing_events as e
     where e.provider = p_provider
       and e.event_id = p_event_id
  ))
$$;

-- Returns whether the event was not dealt with before.
create function promptforge.finish_billing_event_v1(
  p_provider text,
  p_event_id text,
  p_now timestamptz default null
)
returns jsonb
language plpgsql
volatile
as $$
begin
  insert into promptforge.billing_events (provider, event_id, done_at)
  values (p_provider, p_event_id, promptforge.store_now(p_now))
  on conflict do nothing;
  return to_jsonb(found);
end
$$;

-- Forgets events that were dealt with before a time, the oldest first; returns how many. Those that
-- somebody else is forgetting are left to them.
create function promptforge.purge_billing_events_v1(p_before bigint, p_limit integer)
returns jsonb
language plpgsql
volatile
as $$
declare
  v_count bigint;
begin
  -- By their places, which are theirs while they are locked: as a join, it may be made by reading
  -- all events once more.
  delete from promptforge.billing_events as e
   where e.ctid = any (array(
     select old.ctid
       from promptforge.billing_events as old
      where old.done_at < promptforge.from_ms(p_before)
      order by old.done_at
      limit p_limit
        for update skip locked
   ));
  get diagnostics v_count = row_count;
  return to_jsonb(v_count);
end
$$;

-- The report that is under way, or a new one for what is missing to p_total; null when nothing is.
-- Its identifier goes to the provider, so that it holds nobody's name.
create function promptforge.prepare_usage_report_v1(
  p_org_id text,
  p_provider text,
  p_meter text,
  p_month date,
  p_total bigint,
  p_now timestamptz default null
)
returns jsonb
language plpgsql
volatile
as $$
declare
  v_usage promptforge.billing_usage;
begin
  loop
    select *
      into v_usage
      from promptforge.billing_usage as u
     where u.org_id = p_org_id
       and u.provider = p_provider
       and u.meter = p_meter
       and u.month = p_month
       for update;
    exit when found;
    if p_total <= 0 then
      return null;
    end if;
    insert into promptforge.billing_usage (org_id, provider, meter, month, reported, sequence)
    values (p_org_id, p_provider, p_meter, p_month, 0, 0)
    on conflict do nothing;
  end loop;

  if v_usage.pending_identifier is null then
    if p_total <= v_usage.reported then
      return null;
    end if;
    v_usage.sequence := v_usage.sequence + 1;
    v_usage.pending_amount := p_total - v_usage.reported;
    v_usage.pending_identifier := 'promptforge_' || encode(
      sha256(convert_to(
        jsonb_build_array(p_org_id, p_provider, p_meter, p_month, v_usage.sequence)::text,
        'UTF8'
      )),
      'hex'
    );
    v_usage.prepared_at := promptforge.store_now(p_now);
    update promptforge.billing_usage as u
       set sequence = v_usage.sequence,
           pending_amount = v_usage.pending_amount,
           pending_identifier = v_usage.pending_identifier,
           prepared_at = v_usage.prepared_at
     where u.org_id = p_org_id
       and u.provider = p_provider
       and u.meter = p_meter
       and u.month = p_month;
  end if;
  return jsonb_build_object(
    'identifier', v_usage.pending_identifier,
    'amount', v_usage.pending_amount,
    'preparedAt', promptforge.to_ms(v_usage.prepared_at)
  );
end
$$;

-- Counts the report that is under way as made, if it is the one of that name. Returns whether it was.
create function promptforge.confirm_usage_report_v1(
  p_org_id text,
  p_provider text,
  p_meter text,
  p_month date,
  p_identifier text
)
returns jsonb
language plpgsql
volatile
as $$
begin
  update promptforge.billing_usage as u
     set reported = u.reported + u.pending_amount,
         pending_identifier = null,
         pending_amount = null,
         prepared_at = null
   where u.org_id = p_org_id
     and u.provider = p_provider
     and u.meter = p_meter
     and u.month = p_month
     and u.pending_identifier = p_identifier;
  return to_jsonb(found);
end
$$;

revoke execute on all functions in schema promptforge from public;
select promptforge.grant_access();

insert into promptforge.migrations (name)
values ('20261124020100_billing');
