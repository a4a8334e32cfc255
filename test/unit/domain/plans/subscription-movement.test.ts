import { expect, test } from 'vitest';
import type { SubscriptionChange } from '../../../../src/domain/plans/subscription.js';
import { movementsOf } from '../../../../src/domain/plans/subscription-movement.js';
import { catalogueOfThree } from '../../../fixtures/catalogue-of-three.js';

type State = readonly [planId: string, status: SubscriptionChange['status'], seats?: number];

const change = (from: State | null, [planId, status, seats = 1]: State): SubscriptionChange => ({
  orgId: 'acme',
  version: 1,
  at: 0,
  planId,
  status,
  seats,
  previous: from === null ? null : { planId: from[0], status: from[1], seats: from[2] ?? 1 },
});

test.each([
  ['the first subscription', null, ['team', 'active'], ['started']],
  ['the first trial', null, ['team', 'trialing'], ['started']],
  ['starting again', ['big', 'canceled'], ['team', 'active'], ['started']],
  ['moving up', ['team', 'active'], ['big', 'active'], ['upgraded']],
  ['moving down', ['big', 'active'], ['free', 'active'], ['downgraded']],
  ['a trial that is paid for', ['team', 'trialing'], ['team', 'active'], ['trialConverted']],
  ['a trial that is paid for one size larger', ['team', 'trialing'], ['big', 'active'], ['trialConverted', 'upgraded']],
  ['a trial that lapsed', ['team', 'trialing'], ['team', 'canceled'], ['canceled']],
  ['an end', ['team', 'past_due'], ['team', 'canceled'], ['canceled']],
  ['a pause', ['team', 'active'], ['team', 'paused'], []],
  ['the end of a pause', ['team', 'paused'], ['team', 'active'], ['resumed']],
  ['payment that failed', ['team', 'active'], ['team', 'past_due'], []],
  ['more seats', ['team', 'active', 2], ['team', 'active', 5], []],
  ['overrides of what was canceled', ['team', 'canceled'], ['team', 'canceled'], []],
  ['a plan that left the catalogue', ['gold', 'active'], ['free', 'active'], ['upgraded']],
] as const)('%s', (_, from, to, movements) => {
  expect(movementsOf(change(from, to), catalogueOfThree)).toEqual(movements);
});
