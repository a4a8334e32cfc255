import type { PageRequest, Run, RunPage } from '../../src/storage.js';
import { pageNewestFirst } from './page-newest-first.js';

/** Cuts one page out of a tenant's runs, newest first. */
export function pageOfRuns(runs: readonly Run[], request: PageRequest): RunPage {
  const { items, next } = pageNewestFirst(runs, request);
  return { runs: items, next };
}
