import { memoryStorage } from '../adapters/memory/index.js';
import { PromptForge } from '../src/index.js';
import { benchOptions } from './bench-options.js';
import { inTurns, type Rates } from './in-turns.js';
import { operationsPerSecond } from './operations-per-second.js';
import { machineLines } from './report/machine.js';
import { rateTable } from './report/rate-table.js';

const options = benchOptions({ rounds: 9, turnMs: 500 });
const { rounds, turnMs } = options;
/** Fewer than are remembered. */
const tenants = Array.from({ length: options.quick ? 50 : 5_000 }, (_, index) => ({ orgId: `org-${index}` }));
const lookup = 'a lookup in a Map, awaited';

console.log('# Checking a feature\n');
const load = `${rounds} rounds of ${turnMs} ms each, ${tenants.length} tenants; one caller who awaits each check`;
console.log(machineLines(['lru-cache'], { load }));

const features = new Map(tenants.map(({ orgId }) => [orgId, true]));
const contestants = [
  { name: lookup, check: async (tenant: { readonly orgId: string }) => features.get(tenant.orgId) === true },
  await checking('PromptForge, from its cache', {}),
  await checking('PromptForge, asking the storage in memory each time', { planCacheMs: 0 }),
];

const rates: Rates = await inTurns(contestants, rounds, ({ name, check }) => {
  let asked = 0;
  return operationsPerSecond({ callers: 1, turnMs }, async () => {
    const tenant = tenants[asked % tenants.length];
    asked += 1;
    if (tenant === undefined || !(await check(tenant))) throw new Error(`${name} denied what the plan includes.`);
  });
});
console.log(`## A tenant with a subscription\n\n${rateTable(rates, 'a lookup', lookup, 'checks/s')}`);

async function checking(name: string, options: { readonly planCacheMs?: number }) {
  const forge = new PromptForge({
    storage: memoryStorage(),
    engine: 'rules',
    session: { secret: 'of a bench, which signs no session with it' },
    ...options,
  });
  for (const tenant of tenants) await forge.plans.assign({ ...tenant, planId: 'pro' });
  return { name, check: (tenant: { readonly orgId: string }) => forge.plans.check(tenant, 'api_keys') };
}
