import type { UserMetrics } from '../../../index.js';
import type { Figure } from '../figure-list.js';
import { counted, inDollars, inPercent, inPoints, inWhole, unknown } from '../format.js';

/** The figures at the head of the own page. */
export function ownFigures({ runs, passed, improved, meanScore, ...metrics }: UserMetrics): readonly Figure[] {
  const { succeeded, failed, canceled, abandoned } = runs;
  const decided = succeeded + failed + abandoned;
  const { tokens, costMicros, runsOfUnknownCost } = metrics;
  return [
    {
      title: 'Runs',
      value: inWhole(decided + canceled),
      note: `${inWhole(failed)} failed, ${inWhole(canceled)} canceled, ${inWhole(abandoned)} abandoned`,
      live: 'ended',
    },
    {
      title: 'Success rate',
      value: inPercent(decided === 0 ? null : succeeded / decided),
      note: `${inWhole(succeeded)} succeeded`,
      live: 'successRate',
    },
    { title: 'Passed the gate', value: inWhole(passed) },
    { title: 'Improved', value: inWhole(improved) },
    {
      title: 'Mean score',
      value: inPoints(meanScore?.optimized ?? null),
      note: meanScore === null ? unknown : `${inPoints(meanScore.original)} before`,
    },
    { title: 'Tokens', value: inWhole(tokens) },
    {
      title: 'Cost',
      value: inDollars(costMicros),
      ...(runsOfUnknownCost === 0 ? {} : { note: `besides ${counted(runsOfUnknownCost, 'run')} of unknown cost` }),
    },
  ];
}
