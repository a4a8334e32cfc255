import { Row } from '../../../adapters/sql/index.js';
import type { Query } from '../open-database.js';
import { type Finding, ok, skipped, someOf, warning } from './finding.js';

/** Whether events of this month and the next have a table each, and none had to go elsewhere. */
export async function checkPartitions(query: Query): Promise<Finding> {
  const [catalogue] = await query(`
    select exists (
             select
               from pg_catalog.pg_class as c
               join pg_catalog.pg_namespace as n on n.oid = c.relnamespace
              where n.nspname = 'promptforge'
                and c.relname = 'telemetry_events'
                and c.relkind = 'p'
           ) as partitioned`);
  if (!new Row(catalogue).flag('partitioned')) return skipped('this schema keeps all events in one table');
  const months = await query(`
    select w.name,
           exists (
             select
               from pg_catalog.pg_inherits as i
               join pg_catalog.pg_class as c on c.oid = i.inhrelid
              where i.inhparent = 'promptforge.telemetry_events'::regclass
                and c.relname = w.name
           ) as present
      from generate_series(0, 1) as m (ahead)
     cross join to_char(
             (clock_timestamp() at time zone 'UTC') + m.ahead * interval '1 month',
             '"telemetry_events_"YYYY_MM'
           ) as w (name)
     order by w.name`);
  const [stray] = await query('select exists (select from promptforge.telemetry_events_default) as present');
  const missing = months.map((month) => new Row(month)).filter((month) => !month.flag('present'));
  const problems = [
    ...(missing.length > 0 ? [`missing: ${someOf(missing.map((month) => month.text('name')))}`] : []),
    ...(new Row(stray).flag('present') ? ['events in telemetry_events_default'] : []),
  ];
  if (problems.length === 0) return ok('this month and the next have their tables');
  return warning(
    problems.join('; '),
    'Call forge.maintain(), at least once a week: it makes the tables of the months to come.',
  );
}
