import type { Definitions } from '../definitions.js';

export const businessDefinitions: Definitions = {
  Runs: 'Calls that have ended, counted on the day they were begun; growth is against as many days before.',
  'Tokens and cost':
    'Input and output tokens, and what they cost by the prices of the provider, of runs whose price is known.',
  'Active users':
    'People with at least one run that ended, of those begun in the interval, whatever the filters. Weeks begin on Monday. Growth is against the interval before.',
  Retention:
    'Of those whose first run was in a month, how many had a run in that month and in each after it, whatever the filters.',
};

/** Of figures that only operators see. */
export const platformDefinitions: Definitions = {
  ...businessDefinitions,
  'Plans and seats': 'Tenants and seats by plan and status of their subscription, as of now.',
  Paying: 'Tenants that paid when the days began, and when they ended, or now.',
  'Trial conversion': 'Of the trials that were under way on these days, those that were paid for by their end.',
  Churn: 'Tenants that paid before these days and no more after them, in those that paid before.',
  'Monthly revenue':
    'What active and past due subscriptions come to in a month, by the prices of now; a year counts a twelfth.',
  'Accrued revenue': 'What was earned on these days, spread evenly over time, by the prices of now.',
  'Gross margin':
    'Accrued revenue less the known cost of models, and its share of the revenue. It is told without filters alone, and in US dollars.',
};
