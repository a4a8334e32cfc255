-- The schema, the record of its migrations, and what all other files build on.
--
-- Rules of this folder: a file is never changed after its release, only followed by another one;
-- each file records its own name; functions carry their version in their name, and a signature
-- that was released stays. Every name is written with its schema, so no search_path matters.

create schema if not exists promptforge;

create table promptforge.migrations (
  name       text collate "C" primary key,
  -- SHA-256 of the file; null when another tool than ours has applied it.
  checksum   text collate "C",
  applied_at timestamptz not null default clock_timestamp()
);

alter table promptforge.migrations enable row level security;

-- The clock of every limit and lease, in whole milliseconds. Tests alone pass a time of their own.
create function promptforge.store_now(p_now timestamptz)
returns timestamptz
language sql
volatile
as $$
  select date_trunc('milliseconds', coalesce(p_now, clock_timestamp()))
$$;

-- Epoch milliseconds of a time. Stable, as extract() is: Postgres inlines nothing that claims more.
create function promptforge.to_ms(p_at timestamptz)
returns bigint
language sql
stable
as $$
  select round(extract(epoch from p_at) * 1000)::bigint
$$;

-- The time of epoch milliseconds, held within the years 1 to 9999.
create function promptforge.from_ms(p_ms bigint)
returns timestamptz
language sql
immutable
as $$
  select case
    when p_ms is not null then to_timestamp(least(greatest(p_ms, -62135596800000), 253402300799999) / 1000.0)
  end
$$;

-- Name of the newest migration, and the store's clock.
create function promptforge.health_v1(p_now timestamptz default null)
returns jsonb
language sql
volatile
as $$
  select jsonb_build_object(
    'schemaVersion', (select max(m.name) from promptforge.migrations as m),
    'now', promptforge.to_ms(promptforge.store_now(p_now))
  )
$$;

revoke execute on all functions in schema promptforge from public;

insert into promptforge.migrations (name)
values ('20261123000000_schema');
