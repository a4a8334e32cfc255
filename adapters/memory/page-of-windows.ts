import {
  keyOwnerPrefix,
  limitRank,
  type Meter,
  type Page,
  type PageRequest,
  type Period,
  type QuotaSubject,
  type UsedWindow,
} from '../../src/storage.js';
import { noCursor } from '../guards/no-cursor.js';
import { compareText } from './compare-text.js';
import { cutPage } from './cut-page.js';
import type { MemoryWindows } from './memory-windows.js';

const subjects: readonly QuotaSubject[] = ['user', 'org'];
const meters: readonly Meter[] = ['calls', 'cost', 'tokens'];
const periods: readonly Period[] = ['day', 'hour', 'month'];

const limitsByRank = new Map(
  subjects.flatMap((subject) =>
    meters.flatMap((meter) =>
      periods.map((period) => [limitRank({ subject, meter, period }), { meter, period }] as const),
    ),
  ),
);

/** One page of the counters whose window is not over. The cursor is the key of its last item. */
export function pageOfWindows(
  windows: MemoryWindows,
  { orgId, limit, after }: PageRequest & { readonly orgId: string | null },
  now: number,
): Page<UsedWindow> {
  const last = after === null ? null : parseKey(after);
  const current: UsedWindow[] = [];
  for (const { rank, counter, ...owner } of windows.entries()) {
    const counted = limitsByRank.get(rank);
    if (owner.userId?.startsWith(keyOwnerPrefix)) continue;
    if (counted === undefined || counter.end <= now || (orgId !== null && owner.orgId !== orgId)) continue;
    const window = { ...owner, ...counted, used: counter.used, resetAfterMs: counter.end - now };
    if (last === null || compareKeys(keyOf(window), last) > 0) current.push(window);
  }
  current.sort((a, b) => compareKeys(keyOf(a), keyOf(b)));
  return cutPage(current, limit, (window) => JSON.stringify(keyOf(window)));
}

type Key = readonly string[];

/** The organization comes before its users. */
function keyOf({ orgId, userId, meter, period }: UsedWindow): Key {
  return [orgId, userId ?? '', meter, period];
}

function compareKeys(a: Key, b: Key): number {
  for (const [index, part] of a.entries()) {
    const order = compareText(part, b[index] ?? '');
    if (order !== 0) return order;
  }
  return 0;
}

function parseKey(cursor: string): Key {
  let key: unknown;
  try {
    key = JSON.parse(cursor);
  } catch {
    throw noCursor();
  }
  if (!Array.isArray(key) || key.length !== 4 || !key.every((part) => typeof part === 'string')) throw noCursor();
  return key;
}
