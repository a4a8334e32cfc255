import type { Definitions } from '../definitions.js';

export const performanceDefinitions: Definitions = {
  Runs: 'Calls that have ended, counted on the day they were begun.',
  'Error rate': 'Runs that failed or were abandoned, in all that have ended. Canceled ones are left out.',
  'p50, p95 and p99':
    'Of 100 runs or calls, 50, 95 and 99 took at most that long. A figure is at most 9.06 % above the true time.',
  Stages:
    'The whole run; its admission, which is all before it was let in; and the calls to a model, by what they were made for.',
  'Tokens per second': 'Output tokens by the seconds of the calls that were answered.',
  'Cache hit rate': 'Questions to a model that were answered from the cache, in all that were answered.',
  'Gate pass rate': 'Runs that passed the quality gate, in the optimizing ones that succeeded.',
  'Under way': 'Runs that have begun and not ended, by now, whatever the filters.',
  'Mean duration': 'From the beginning of a run to its end.',
};
