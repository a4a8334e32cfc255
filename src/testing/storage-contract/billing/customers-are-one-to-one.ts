import assert from 'node:assert/strict';
import type { ContractSpec } from '../contract-spec.js';
import { unusualText } from '../fidelity/unusual-text.js';
import { countOutcomes } from '../fixtures/count-outcomes.js';
import { inParallel } from '../fixtures/in-parallel.js';
import { seededRandom } from '../fixtures/seeded-random.js';

const provider = 'stripe';

export const customersAreOneToOne: readonly ContractSpec[] = [
  {
    promise: 'a customer is tied to a tenant for good, at each provider by itself, and is found from both ends',
    async verify({ storage: { billing }, scope }) {
      const other = { orgId: `other ${scope.orgId}` };
      const customerId = `cus ${scope.orgId}`;
      const customer = { provider, customerId };
      assert.equal(await billing.customerOf(scope, provider), null);
      assert.equal(await billing.tenantOf(customer), null);
      for (const _again of [1, 2]) assert.deepEqual(await billing.linkCustomer(scope, customer), { outcome: 'linked' });
      assert.deepEqual(await billing.linkCustomer(other, customer), { outcome: 'taken' });
      const second = { provider, customerId: `second ${customerId}` };
      assert.deepEqual(await billing.linkCustomer(scope, second), { outcome: 'taken' });
      assert.equal(await billing.customerOf(scope, provider), customerId);
      assert.deepEqual(await billing.tenantOf(customer), scope);
      assert.equal(await billing.customerOf(other, provider), null);
      assert.equal(await billing.tenantOf(second), null);

      const elsewhere = { provider: 'another', customerId };
      assert.equal(await billing.tenantOf(elsewhere), null);
      assert.deepEqual(await billing.linkCustomer(other, elsewhere), { outcome: 'linked' });
      assert.deepEqual(await billing.tenantOf(elsewhere), other);
      assert.deepEqual(await billing.tenantOf(customer), scope);
    },
  },
  {
    promise: 'a customer who is untied from its tenant, and from no other, leaves both free to be tied anew',
    async verify({ storage: { billing }, scope }) {
      const other = { orgId: `other ${scope.orgId}` };
      const gone = { provider, customerId: `gone ${scope.orgId}` };
      const next = { provider, customerId: `next ${scope.orgId}` };
      const elsewhere = { ...gone, provider: 'another' };
      await billing.unlinkCustomer(scope, gone);
      await billing.linkCustomer(scope, gone);
      await billing.linkCustomer(scope, elsewhere);
      await billing.linkCustomer(other, next);
      for (const [tenant, customer] of [
        [other, gone],
        [scope, next],
      ] as const) {
        await billing.unlinkCustomer(tenant, customer);
      }
      assert.deepEqual(await billing.tenantOf(gone), scope);
      assert.deepEqual(await billing.tenantOf(next), other);

      for (const _again of [1, 2]) await billing.unlinkCustomer(scope, gone);
      assert.equal(await billing.customerOf(scope, provider), null);
      assert.equal(await billing.tenantOf(gone), null);
      assert.equal(await billing.customerOf(scope, 'another'), elsewhere.customerId);
      assert.deepEqual(await billing.linkCustomer(scope, next), { outcome: 'taken' });
      await billing.unlinkCustomer(other, next);
      assert.deepEqual(await billing.linkCustomer(scope, next), { outcome: 'linked' });
      assert.deepEqual(await billing.linkCustomer(other, gone), { outcome: 'linked' });
      // Who still thinks of the customer before does nothing to the one that came instead.
      await billing.unlinkCustomer(scope, gone);
      assert.equal(await billing.customerOf(scope, provider), next.customerId);
      assert.equal(await billing.customerOf(other, provider), gone.customerId);
    },
  },
  {
    promise: 'customers and tenants may have any name, and none is taken for another',
    async verify({ storage: { billing }, scope }) {
      for (const name of unusualText) {
        const customer = { provider: name, customerId: `${name} of ${scope.orgId}` };
        const tenant = { orgId: `${name} ${scope.orgId}` };
        assert.deepEqual(await billing.linkCustomer(tenant, customer), { outcome: 'linked' });
        assert.equal(await billing.customerOf(tenant, name), customer.customerId);
        assert.deepEqual(await billing.tenantOf(customer), tenant);
      }
    },
  },
  {
    promise: 'of 20 who tie one customer, or one tenant, at once exactly one does',
    async verify({ storage: { billing }, scope }) {
      const customer = { provider, customerId: `cus ${scope.orgId}` };
      const tenants = Array.from({ length: 20 }, (_, index) => ({ orgId: `${index} ${scope.orgId}` }));
      const byTenants = await Promise.all(tenants.map((tenant) => billing.linkCustomer(tenant, customer)));
      assert.deepEqual(countOutcomes(byTenants), { linked: 1, taken: 19 });
      const winner = tenants[byTenants.findIndex(({ outcome }) => outcome === 'linked')];
      assert.deepEqual(await billing.tenantOf(customer), winner);

      const customerIds = Array.from({ length: 20 }, (_, index) => `${index} of ${scope.orgId}`);
      const byCustomers = await Promise.all(
        customerIds.map((customerId) => billing.linkCustomer(scope, { provider, customerId })),
      );
      assert.deepEqual(countOutcomes(byCustomers), { linked: 1, taken: 19 });
      const linked = customerIds[byCustomers.findIndex(({ outcome }) => outcome === 'linked')];
      assert.equal(await billing.customerOf(scope, provider), linked);
    },
  },
  {
    promise: 'however customers and tenants are tied at once, each has one counterpart, whose counterpart it is',
    async verify({ storage: { billing }, scope }) {
      const random = seededRandom(20_270_101);
      const names = Array.from({ length: 6 }, (_, index) => `${index} ${scope.orgId}`);
      const attempts = Array.from({ length: 120 }, () => ({
        tenant: { orgId: names[random.integer(6)] ?? '' },
        customerId: `cus ${names[random.integer(6)]}`,
      }));
      const answers = await inParallel(attempts.length, async (index) => {
        const { tenant, customerId } = attempts[index] ?? { tenant: scope, customerId: '' };
        return { tenant, customerId, ...(await billing.linkCustomer(tenant, { provider, customerId })) };
      });
      for (const { tenant, customerId, outcome } of answers) {
        const isTied = (await billing.customerOf(tenant, provider)) === customerId;
        assert.equal(outcome, isTied ? 'linked' : 'taken');
        const found = await billing.tenantOf({ provider, customerId });
        assert.equal(found?.orgId === tenant.orgId, isTied);
      }
    },
  },
];
