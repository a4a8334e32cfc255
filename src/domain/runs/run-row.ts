import type { Usage } from '../quota/usage.js';
import type { RunRecord } from './run-record.js';

/** A {@link RunRecord} as one row of a table, without anything nested. */
export interface RunRow extends Omit<RunRecord, 'createdAt' | 'endedAt' | 'composites' | 'usage'>, Usage {
  /** ISO 8601 in UTC, such as `2026-11-23T10:00:00.000Z`, as is `endedAt`. */
  readonly createdAt: string;
  readonly endedAt: string;
  /** Composite score of the prompt as it came, 0 to 100; null unless a run that rewrites succeeded. */
  readonly originalScore: number | null;
  readonly optimizedScore: number | null;
}

/** The columns of a table of runs, in their order. */
export const runRowColumns = [
  'id',
  'orgId',
  'userId',
  'operation',
  'status',
  'errorCode',
  'planId',
  'engine',
  'model',
  'moduleId',
  'domain',
  'createdAt',
  'endedAt',
  'originalScore',
  'optimizedScore',
  'passed',
  'improved',
  'modelCalls',
  'inputTokens',
  'outputTokens',
  'cachedInputTokens',
  'cacheWriteInputTokens',
  'reasoningTokens',
  'costMicros',
  'estimated',
] as const satisfies readonly (keyof RunRow)[];

export function runRow({ composites, usage, createdAt, endedAt, ...record }: RunRecord): RunRow {
  const row: RunRow = {
    ...record,
    ...usage,
    createdAt: new Date(createdAt).toISOString(),
    endedAt: new Date(endedAt).toISOString(),
    originalScore: composites?.original ?? null,
    optimizedScore: composites?.optimized ?? null,
  };
  return row;
}
