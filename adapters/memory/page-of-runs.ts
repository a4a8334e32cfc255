import { PromptForgeError, type Run, type RunPage } from '../../src/storage.js';

export interface RunPageRequest {
  readonly limit: number;
  readonly after: string | null;
}

/**
 * Cuts one page out of a tenant's runs, newest first. The cursor names the last run of the page
 * before, so that runs which arrive in between neither repeat nor hide any.
 */
export function pageOfRuns(runs: readonly Run[], { limit, after }: RunPageRequest): RunPage {
  const last = after === null ? null : parseCursor(after);
  const newestFirst = [...runs].sort((a, b) => b.createdAt - a.createdAt || compareText(b.id, a.id));
  const rest = newestFirst.filter((run) => {
    if (last === null || run.createdAt < last.createdAt) return true;
    return run.createdAt === last.createdAt && compareText(run.id, last.id) < 0;
  });
  const page = rest.slice(0, limit);
  const final = page.at(-1);
  return { runs: page, next: final !== undefined && rest.length > limit ? formatCursor(final) : null };
}

function formatCursor({ createdAt, id }: Pick<Run, 'createdAt' | 'id'>): string {
  return `${createdAt}~${id}`;
}

function parseCursor(cursor: string): Pick<Run, 'createdAt' | 'id'> {
  const match = /^(\d{1,16})~(.+)$/s.exec(cursor);
  if (match === null) {
    throw new PromptForgeError(
      'request_invalid',
      'The cursor is not one that a page of runs gave. Start again without one.',
    );
  }
  return { createdAt: Number(match[1]), id: String(match[2]) };
}

/** By bytes, as databases compare: JavaScript's own order differs beyond the basic plane. */
function compareText(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
