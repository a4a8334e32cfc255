import assert from 'node:assert/strict';
import type { ContractSpec } from '../contract-spec.js';
import { inParallel } from '../fixtures/in-parallel.js';
import { orgTokensPerMonth, userCallsPerHour, userCallsPerMonth } from '../fixtures/quota-limits.js';
import { reservation } from '../fixtures/reservation.js';
import { usedOf } from '../fixtures/used-amounts.js';

/** The users' hours and months would admit 18 together; the tokens of the organization end it at 12. */
const limits = [userCallsPerHour(10), userCallsPerMonth(9), orgTokensPerMonth(12_500)] as const;

export const burstNeverExceedsAnyWindow: ContractSpec = {
  promise:
    'a burst of two users over several windows fills the tightest and exceeds none, in whatever order limits are given',
  async verify({ storage, scope }) {
    const answers = await inParallel(48, (index) => {
      const userId = index % 2 === 0 ? 'ada' : 'bob';
      const given = index % 3 === 0 ? [...limits].reverse() : limits;
      return storage.ledger.reserve(scope, reservation({ userId, limits: given }));
    });
    const admitted = answers.filter(({ outcome }) => outcome === 'reserved').length;
    assert.equal(admitted, 12, 'refused calls neither burn nor block what others could have had');

    const [hour, month, tokens] = limits;
    const hours = [await usedOf(storage, scope, hour, 'ada'), await usedOf(storage, scope, hour, 'bob')] as const;
    const months = [await usedOf(storage, scope, month, 'ada'), await usedOf(storage, scope, month, 'bob')] as const;
    assert.deepEqual(hours, months, 'each call is counted in every window');
    assert.equal(hours[0] + hours[1], 12);
    assert.ok(Math.max(...months) <= 9, `no user exceeds the month: ${months}`);
    assert.equal(await usedOf(storage, scope, tokens), 12_000);
  },
};
