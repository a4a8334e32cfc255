import assert from 'node:assert/strict';
import type { BillingStore, TenantScope, UsageReport } from '../../../storage.js';
import { minuteMs } from '../contract-clock.js';
import type { ContractSpec } from '../contract-spec.js';
import { unusualText } from '../fidelity/unusual-text.js';
import { assertRejectsWith } from '../fixtures/assert-rejects-with.js';
import { inParallel } from '../fixtures/in-parallel.js';
import { newTenant } from '../fixtures/new-tenant.js';
import { type SeededRandom, seededRandom } from '../fixtures/seeded-random.js';

const counter = { provider: 'stripe', meter: 'tokens', month: '2027-01-01' };

/** Counts each identifier once, as a provider does. */
class Provider {
  readonly #received = new Map<string, number>();

  receive({ identifier, amount }: UsageReport): void {
    const before = this.#received.get(identifier) ?? amount;
    assert.equal(amount, before, 'a report is repeated as it was');
    this.#received.set(identifier, amount);
  }

  get total(): number {
    return [...this.#received.values()].reduce((sum, amount) => sum + amount, 0);
  }

  get reports(): number {
    return this.#received.size;
  }
}

async function report(billing: BillingStore, scope: TenantScope, total: number, provider: Provider): Promise<boolean> {
  const prepared = await billing.prepareReport(scope, { ...counter, total });
  if (prepared === null) return false;
  provider.receive(prepared);
  await billing.confirmReport(scope, { ...counter, identifier: prepared.identifier });
  return true;
}

/** One of those who report: anything may be left undone, done twice, or done with what was true some time ago. */
async function reportSomehow(
  billing: BillingStore,
  scope: TenantScope,
  usage: { total: number },
  provider: Provider,
  random: SeededRandom,
): Promise<void> {
  const seen: UsageReport[] = [];
  for (let step = 0; step < 30; step += 1) {
    usage.total += random.integer(3) * random.integer(1_000);
    const staleBy = random.integer(4) === 0 ? random.integer(500) : 0;
    const total = Math.max(0, usage.total - staleBy);
    const prepared = await billing.prepareReport(scope, { ...counter, total });
    if (prepared !== null) seen.push(prepared);
    // The answer may be lost before the provider gets to hear of it, or after.
    const chosen = random.integer(4) === 0 ? seen[random.integer(seen.length + 1)] : seen.at(-1);
    if (chosen === undefined || random.integer(4) === 0) continue;
    provider.receive(chosen);
    if (random.integer(4) === 0) continue;
    await billing.confirmReport(scope, { ...counter, identifier: chosen.identifier });
    assert.ok(provider.total <= usage.total, 'no more is reported than was used');
  }
}

export const reportsAddUp: readonly ContractSpec[] = [
  {
    promise: 'what is missing is reported once; what is under way is repeated as it is, whatever has come on top',
    async verify({ storage: { billing }, scope, clock }) {
      const prepare = (total: number) => billing.prepareReport(scope, { ...counter, total });
      const confirm = (identifier = '') => billing.confirmReport(scope, { ...counter, identifier });
      assert.equal(await prepare(0), null, 'there is nothing to report');
      const first = await prepare(100);
      assert.deepEqual([first?.amount, first?.preparedAt], [100, clock.now()]);
      clock.advance(minuteMs);
      for (const total of [100, 250, 40, 0]) assert.deepEqual(await prepare(total), first);
      await confirm('another');
      assert.deepEqual(await prepare(250), first, 'a report of another name confirms nothing');
      await confirm(first?.identifier);
      const second = await prepare(250);
      assert.deepEqual([second?.amount, second?.preparedAt], [150, clock.now()]);
      assert.notEqual(second?.identifier, first?.identifier);
      await confirm(first?.identifier);
      assert.deepEqual(await prepare(250), second, 'confirming the first again does not confirm the second');
      for (const _again of [1, 2]) await confirm(second?.identifier);
      assert.equal(await prepare(250), null);
    },
  },
  {
    promise: 'a total below what was reported reports nothing, and is made up for by what comes later',
    async verify({ storage: { billing }, scope }) {
      const provider = new Provider();
      assert.equal(await report(billing, scope, 100, provider), true);
      for (const total of [99, 0, 100]) assert.equal(await report(billing, scope, total, provider), false);
      assert.equal(await report(billing, scope, 130, provider), true);
      assert.deepEqual([provider.total, provider.reports], [130, 2]);
    },
  },
  {
    promise: 'totals are counted by tenant, provider, meter and month, whatever these are called, up to 2^53 - 1',
    async verify({ storage: { billing }, scope }) {
      const identifiers = new Set<string>();
      const cases = [
        ...[scope, newTenant()].map((tenant) => ({ tenant, ...counter })),
        { tenant: scope, ...counter, month: '2027-02-01' },
        ...unusualText.flatMap((name) => [
          { tenant: scope, ...counter, provider: name },
          { tenant: scope, ...counter, meter: name },
          { tenant: { orgId: `${name} ${scope.orgId}` }, ...counter },
        ]),
      ];
      for (const { tenant, ...named } of cases) {
        const total = Number.MAX_SAFE_INTEGER - identifiers.size;
        const prepared = await billing.prepareReport(tenant, { ...named, total });
        assert.equal(prepared?.amount, total);
        identifiers.add(prepared.identifier);
        await billing.confirmReport(tenant, { ...named, identifier: prepared.identifier });
      }
      assert.equal(identifiers.size, cases.length, 'no identifier is given twice');
    },
  },
  {
    promise: 'an identifier is short, and names neither the tenant nor what is counted',
    async verify({ storage: { billing } }) {
      const scope = { orgId: `personal:${newTenant().orgId}` };
      const named = { provider: 'provider-of-somebody', meter: 'meter-of-somebody', month: '2027-01-01' };
      const prepared = await billing.prepareReport(scope, { ...named, total: 1 });
      const { identifier } = prepared ?? assert.fail('there is something to report');
      assert.match(identifier, /^[\w-]{16,100}$/);
      for (const name of [scope.orgId, scope.orgId.slice(-36), 'somebody']) assert.ok(!identifier.includes(name));
    },
  },
  {
    promise: 'what cannot be counted, and a month that is none, is rejected as internal, and nothing is written',
    async verify({ storage: { billing }, scope }) {
      for (const total of [Number.NaN, -1, 0.5, 2 ** 53, Number.POSITIVE_INFINITY]) {
        await assertRejectsWith('internal', () => billing.prepareReport(scope, { ...counter, total }), `${total}`);
      }
      for (const month of ['', '2027-01', '2027-01-02', '2027-13-01', '01-01-2027', 'infinity']) {
        await assertRejectsWith('internal', () => billing.prepareReport(scope, { ...counter, month, total: 1 }), month);
        const identifier = 'nothing';
        await assertRejectsWith(
          'internal',
          () => billing.confirmReport(scope, { ...counter, month, identifier }),
          month,
        );
      }
      assert.equal(await billing.prepareReport(scope, { ...counter, total: 0 }), null);
    },
  },
  {
    promise: 'of 20 who prepare a report at once, with whatever total, all get the same one, the first time and later',
    async verify({ storage: { billing }, scope }) {
      const provider = new Provider();
      for (const base of [1, 1_000]) {
        const prepared = await inParallel(20, (index) =>
          billing.prepareReport(scope, { ...counter, total: base + index }),
        );
        for (const one of prepared) assert.deepEqual(one, prepared[0]);
        const { identifier } = prepared[0] ?? assert.fail('there is something to report');
        for (const one of prepared) if (one !== null) provider.receive(one);
        await inParallel(20, () => billing.confirmReport(scope, { ...counter, identifier }));
        assert.equal(provider.reports, base === 1 ? 1 : 2);
      }
      assert.equal(await report(billing, scope, 5_000, provider), true);
      assert.equal(provider.total, 5_000);
    },
  },
  {
    promise: 'reports add up to the total, however they are prepared, sent and confirmed by 4 at once',
    async verify({ storage: { billing } }) {
      for (const seed of [1, 2, 3]) {
        const scope = newTenant();
        const usage = { total: 0 };
        const provider = new Provider();
        await inParallel(4, (index) =>
          reportSomehow(billing, scope, usage, provider, seededRandom(1_000 * seed + index + 1)),
        );
        while (await report(billing, scope, usage.total, provider)) assert.ok(provider.total <= usage.total);
        assert.equal(provider.total, usage.total);
        assert.ok(provider.reports > 10, 'there was something to add up');
      }
    },
  },
];
