import type { TimeRange } from '../domain/figures/user-metrics.js';
import type { Page } from '../domain/lists/page.js';
import type { RunRecord } from '../domain/runs/run-record.js';
import type { AnalyticsStore } from '../ports/analytics-store.js';

/** What was read of the runs of a window. */
export interface WindowOfRuns {
  readonly records: readonly RunRecord[];
  /** Whether the oldest were left out, because there were more than are read at once. */
  readonly sampled: boolean;
}

const pageSize = 500;
/** At most so many pages are read for a window: 10,000 runs. */
const mostPages = 20;
/** Parts of a window that does not fit in a page, so that the newest runs can be read first. */
const slices = 10;

/** Runs that were created in a range of time and have ended; of too many, the newest. */
export async function readWindow(
  analytics: Pick<AnalyticsStore, 'records'>,
  orgId: string | null,
  { from, to }: TimeRange,
): Promise<WindowOfRuns> {
  const page = (range: TimeRange, after: string | null): Promise<Page<RunRecord>> =>
    analytics.records({
      ...{ orgId, userId: null, planId: null, model: null, moduleId: null },
      ...{ range, limit: pageSize, after },
    });
  const whole = await page({ from, to }, null);
  if (whole.next === null) return { records: whole.items, sampled: false };
  const records: RunRecord[] = [];
  const edge = (slice: number) => from + Math.floor(((to - from) * slice) / slices);
  let left = mostPages;
  for (let slice = slices; slice > 0; slice -= 1) {
    let after: string | null = null;
    do {
      if (left === 0) return { records, sampled: true };
      left -= 1;
      const { items, next }: Page<RunRecord> = await page({ from: edge(slice - 1), to: edge(slice) }, after);
      records.push(...items);
      after = next;
    } while (after !== null);
  }
  return { records, sampled: false };
}
