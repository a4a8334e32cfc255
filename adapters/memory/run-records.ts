import type { Page, RunEnding, RunRecord, RunRecordQuery } from '../../src/storage.js';
import { noCursor } from '../guards/no-cursor.js';
import { compareText } from './compare-text.js';
import { cutPage } from './cut-page.js';
import type { CountedRun } from './user-sums.js';

/** What is kept of an ended run in numbers and names. */
function recordOf({ run, figures }: CountedRun): RunRecord {
  const succeeded = run.status === 'succeeded';
  return {
    id: run.id,
    orgId: run.orgId,
    userId: run.userId,
    operation: run.operation,
    status: run.status as RunEnding,
    planId: run.planId,
    engine: run.engine,
    model: run.model,
    moduleId: figures.moduleId,
    domain: figures.domain,
    createdAt: run.createdAt,
    endedAt: run.endedAt ?? run.createdAt,
    composites: succeeded ? figures.composites : null,
    passed: succeeded && figures.passed,
    improved: succeeded && figures.improved,
    usage: run.usage,
    errorCode: run.error?.code ?? null,
  };
}

/** One page of ended runs, oldest first, those of one moment by tenant and id. */
export function pageOfRecords(runs: readonly CountedRun[], query: RunRecordQuery): Page<RunRecord> {
  const last = query.after === null ? null : parseCursor(query.after);
  const { userId, range, planId, model, moduleId } = query;
  const rest = runs
    .map(recordOf)
    .filter(
      (record) =>
        (userId === null || record.userId === userId) &&
        record.createdAt >= range.from &&
        record.createdAt < range.to &&
        (planId === null || record.planId === planId) &&
        (model === null || record.model === model) &&
        (moduleId === null || record.moduleId === moduleId) &&
        (last === null || oldestFirst(record, last) > 0),
    )
    .sort(oldestFirst);
  return cutPage(rest, query.limit, ({ createdAt, orgId, id }) => JSON.stringify([createdAt, orgId, id]));
}

type Place = Pick<RunRecord, 'createdAt' | 'orgId' | 'id'>;

function oldestFirst(a: Place, b: Place): number {
  return a.createdAt - b.createdAt || compareText(a.orgId, b.orgId) || compareText(a.id, b.id);
}

function parseCursor(cursor: string): Place {
  const [createdAt, orgId, id] = fromJson(cursor);
  if (!Number.isSafeInteger(createdAt) || typeof orgId !== 'string' || typeof id !== 'string') throw noCursor();
  return { createdAt: Number(createdAt), orgId, id };
}

function fromJson(text: string): readonly unknown[] {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) && value.length === 3 ? value : [];
  } catch {
    return [];
  }
}
