import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  builtInFeatures,
  defaultPlans,
  featureMeanings,
  type StateRules,
  type SubscriptionActionType,
  type SubscriptionState,
  subscriptionActionTypes,
  subscriptionRules,
} from '../../src/index.js';
import { root } from './fences.js';

const page = readFileSync(join(root, 'docs/plans-and-subscriptions.md'), 'utf8');
const states = Object.keys(subscriptionRules) as readonly SubscriptionState[];

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function outcome(state: SubscriptionState, action: SubscriptionActionType): string {
  const { allows }: StateRules = subscriptionRules[state];
  const leadsTo = allows[action];
  if (leadsTo === undefined) return '';
  return leadsTo === 'same' ? 'stays' : leadsTo.join(' or ');
}

test('the page on plans says what each state may do as the code has it', () => {
  expect(page).toContain(
    table(
      ['action', ...states],
      [
        ...subscriptionActionTypes.map((action) => [`\`${action}\``, ...states.map((state) => outcome(state, action))]),
        ['entitles to', ...states.map((state) => subscriptionRules[state].entitlesTo)],
      ],
    ),
  );
});

test('and lists every feature, and the default plans that have it', () => {
  expect(page).toContain(
    table(
      ['feature', 'stands for', ...defaultPlans.map(({ title }) => title)],
      builtInFeatures.map((name) => [
        `\`${name}\``,
        featureMeanings[name],
        ...defaultPlans.map(({ features }) => (features[name] ? 'yes' : '')),
      ]),
    ),
  );
});
