import type { Definitions } from '../definitions.js';

export const ownDefinitions: Definitions = {
  Runs: 'Calls that have ended, of optimizing, scoring, comparing and testing prompts. They count on the day they were begun.',
  'Success rate': 'Runs that succeeded, in those that succeeded, failed or were abandoned. Canceled ones are left out.',
  'Passed the gate': 'Runs whose prompt reached the thresholds of its domain, among those that succeeded.',
  Improved: 'Runs that made their prompt better: the new one scored higher, and won against the old one.',
  'Mean score': 'The mean of the composite scores, from 0 to 100, of the prompts as they came and as they left.',
  Tokens: 'Input and output tokens of all calls to a model.',
  Cost: 'What these calls cost by the prices of the provider. Runs of a model whose price is not known are left out, and counted.',
  'Left of the plan': 'What may still be used of each limit before it begins anew, by now.',
};
