-- Reports of the checks that operators run: those of the whole platform, which belong to no tenant.
-- They are for servers alone: there are no policies. A report is kept whole, as a document.

create table promptforge.check_reports (
  id       text collate "C" primary key,
  -- In the order in which they were saved.
  position bigint not null generated always as identity unique,
  report   jsonb not null
);

alter table promptforge.check_reports enable row level security;

-- Keeps a report and, of all, the last ones. One whose id is there already is left as it is.
create function promptforge.save_check_report_v1(p_report_id text, p_report jsonb, p_kept integer)
returns jsonb
language plpgsql
volatile
as $$
begin
  -- One at a time, so that positions follow the order in which reports can be seen.
  perform pg_advisory_xact_lock(hashtextextended('promptforge.check_reports', 0));
  insert into promptforge.check_reports (id, report)
  values (p_report_id, p_report)
  on conflict (id) do nothing;
  delete from promptforge.check_reports as r
   where r.position <= (
           select o.position
             from promptforge.check_reports as o
            order by o.position desc
           offset p_kept
            limit 1
         );
  return 'null'::jsonb;
end
$$;

-- Null when there is none of that id; without an id, the one that was saved last.
create function promptforge.get_check_report_v1(p_report_id text)
returns jsonb
language sql
stable
as $$
  select coalesce(
    (
      select jsonb_build_object('report', r.report)
        from promptforge.check_reports as r
       where p_report_id is null
          or r.id = p_report_id
       order by r.position desc
       limit 1
    ),
    'null'
  )
$$;

-- The one that was saved last comes first. `known` is false for a cursor that names none.
create function promptforge.list_check_reports_v1(p_limit integer, p_after_id text)
returns jsonb
language sql
stable
as $$
  with place as (
    select case
             when p_after_id is null then 9223372036854775807
             else (select r.position from promptforge.check_reports as r where r.id = p_after_id)
           end as position
  ), found as (
    select r.position, r.report
      from promptforge.check_reports as r
     cross join place as p
     where r.position < p.position
     order by r.position desc
     limit p_limit + 1
  ), page as (
    select f.position, f.report
      from found as f
     order by f.position desc
     limit p_limit
  )
  select jsonb_build_object(
    'items', (
      select coalesce(jsonb_agg(jsonb_build_object('report', p.report) order by p.position desc), '[]')
        from page as p
    ),
    'more', (select count(*) > p_limit from found as f),
    'known', (select p.position is not null from place as p)
  )
$$;

revoke execute on all functions in schema promptforge from public;
select promptforge.grant_access();

insert into promptforge.migrations (name)
values ('20261201000100_check_reports');
