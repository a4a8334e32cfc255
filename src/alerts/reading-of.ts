import type { AlertReading } from '../domain/figures/alert.js';
import type { RunRecord } from '../domain/runs/run-record.js';
import type { RunRuleSettings } from './alert-schema.js';
import type { WindowOfRuns } from './read-window.js';

/** The figure of a rule, of the runs of its window. */
export function readingOf(rule: RunRuleSettings, { records, sampled }: WindowOfRuns): AlertReading {
  switch (rule.figure) {
    case 'error_rate': {
      const decided = records.filter(({ status }) => status !== 'canceled');
      return { value: shareOf(decided, ({ status }) => status !== 'succeeded'), runs: decided.length, sampled };
    }
    case 'gate_pass_rate': {
      const decided = records.filter(({ operation, status }) => operation === 'optimize' && status === 'succeeded');
      return { value: shareOf(decided, ({ passed }) => passed), runs: decided.length, sampled };
    }
    case 'latency_p95': {
      const times = records.map(({ createdAt, endedAt }) => endedAt - createdAt).sort((a, b) => a - b);
      // By nearest rank. Of none there is none.
      return { value: times[Math.ceil(0.95 * times.length) - 1] ?? null, runs: times.length, sampled };
    }
    case 'spend': {
      const spent = records.reduce((sum, { usage }) => sum + (usage.costMicros ?? 0), 0);
      return { value: sampled && !isEnough(rule, spent) ? null : spent, runs: records.length, sampled };
    }
  }
}

function shareOf(records: readonly RunRecord[], isPart: (record: RunRecord) => boolean): number | null {
  return records.length === 0 ? null : records.filter(isPart).length / records.length;
}

/** Whether a sum decides something already, though there is more to be added. */
function isEnough({ direction, threshold, clear }: RunRuleSettings, atLeast: number): boolean {
  return direction === 'above' ? atLeast > threshold : atLeast >= clear;
}
