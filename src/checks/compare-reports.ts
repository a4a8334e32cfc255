import type { CheckComparison, CheckReport } from '../index.js';

/** What has changed between two reports. */
export function compareReports(
  previous: Pick<CheckReport, 'id' | 'outcomes' | 'score'>,
  current: Pick<CheckReport, 'outcomes' | 'score'>,
): CheckComparison {
  const before = new Map(previous.outcomes.map(({ name, status }) => [name, status]));
  const now = new Map(current.outcomes.map(({ name, status }) => [name, status]));
  const names = [...now.keys()].sort();
  const isKnown = (name: string) => before.has(name);
  return {
    previousId: previous.id,
    newlyFailing: names.filter((name) => isKnown(name) && now.get(name) === 'failed' && before.get(name) !== 'failed'),
    mended: names.filter((name) => now.get(name) === 'passed' && before.get(name) === 'failed'),
    added: names.filter((name) => !isKnown(name)),
    gone: [...before.keys()].filter((name) => !now.has(name)).sort(),
    scoreChange:
      previous.score === null || current.score === null ? null : Math.round(10 * (current.score - previous.score)) / 10,
  };
}
