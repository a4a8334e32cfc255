import assert from 'node:assert/strict';
import type { ContractSpec } from '../contract-spec.js';
import { newTenant } from '../fixtures/new-tenant.js';
import { orgTokensPerMonth, quotaLimit, userCallsPerHour } from '../fixtures/quota-limits.js';
import { usedAmounts } from '../fixtures/used-amounts.js';

const limits = [userCallsPerHour(10), quotaLimit('user', 'tokens', 'month', 9_000), orgTokensPerMonth(9_000)];
const amounts = { calls: 1, tokens: 100, cost: 0 };

export const countersBelongToTheirSubject: ContractSpec = {
  promise: 'a user has counters of their own in each organization, and shares those of the organization',
  async verify({ storage, scope }) {
    const elsewhere = newTenant();
    for (const userId of ['ada', 'bob', 'bob']) await storage.ledger.consume(scope, { userId, limits, amounts });
    await storage.ledger.consume(elsewhere, { userId: 'ada', limits, amounts });

    async function used(tenant: typeof scope, userId: string) {
      return usedAmounts(await storage.ledger.peek(tenant, { userId, limits }));
    }
    const names = { calls: 'user-calls-hour', tokens: 'user-tokens-month', shared: 'org-tokens-month' };
    const ada = { [names.calls]: 1, [names.tokens]: 100, [names.shared]: 300 };
    assert.deepEqual(await used(scope, 'ada'), ada);
    assert.deepEqual(await used(scope, 'bob'), { [names.calls]: 2, [names.tokens]: 200, [names.shared]: 300 });
    assert.deepEqual(await used(scope, 'new'), { [names.calls]: 0, [names.tokens]: 0, [names.shared]: 300 });
    assert.deepEqual(await used(elsewhere, 'ada'), { ...ada, [names.shared]: 100 });
  },
};
