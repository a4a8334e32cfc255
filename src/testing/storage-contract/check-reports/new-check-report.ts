import { randomUUID } from 'node:crypto';
import type { CheckReport } from '../../../storage.js';

/** A report that nobody has saved. */
export function newCheckReport(changes: Partial<CheckReport> = {}): CheckReport {
  return {
    id: randomUUID(),
    startedAt: 1_800_000_000_000,
    milliseconds: 9_000,
    target: 'https://app.example.com/api',
    isComplete: true,
    requests: 217,
    score: 96.5,
    suites: [{ suite: 'api', passed: 1, failed: 1, skipped: 0 }],
    outcomes: [
      {
        name: 'api.health',
        suite: 'api',
        title: 'The process is alive',
        status: 'failed',
        reason: 'GET /health answers 503.',
        milliseconds: 12,
        evidence: [{ method: 'GET', path: '/health', status: null, requestId: null, milliseconds: 12 }],
      },
    ],
    isCleanedUp: true,
    comparison: null,
    ...changes,
  };
}
