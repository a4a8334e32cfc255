import { Row } from '../../../adapters/sql/index.js';
import type { Query } from '../open-database.js';
import { type Finding, ok, warning } from './finding.js';

const toleratedMs = 2_000;

/** The clock of the database beside that of this machine, of which half the round trip is allowed for. */
export async function checkClock(query: Query, now: () => number): Promise<Finding> {
  const before = now();
  const [answer] = await query('select round(extract(epoch from clock_timestamp()) * 1000)::text as now');
  const after = now();
  const difference = new Row(answer).number('now') - (before + after) / 2;
  const seconds = (Math.abs(difference) / 1_000).toFixed(1);
  if (Math.abs(difference) - (after - before) / 2 <= toleratedMs) {
    return ok(`${seconds} s from this machine`);
  }
  return warning(
    `${seconds} s ${difference > 0 ? 'ahead of' : 'behind'} this machine`,
    'Limits and leases go by the clock of the database, sessions by that of this machine. Synchronize both, for ' +
      'instance with NTP.',
  );
}
