import type { Run, RunMeasures, Storage, TenantScope } from '../../../storage.js';
import { type ContractClock, hourMs, minuteMs } from '../contract-clock.js';
import { reapAll } from '../fixtures/reap-all.js';
import { runInput } from '../fixtures/reservation.js';
import { reserveRun } from '../fixtures/reserve-run.js';
import { type SeededRandom, seededRandom } from '../fixtures/seeded-random.js';
import { randomEnd } from './generate-runs.js';
import type { Fact } from './recompute-figures.js';

/** Names that nothing else in the storage has. */
export interface FactNames {
  readonly plans: readonly [string, string];
  readonly models: readonly [string, string];
  readonly modules: readonly [string, string];
  readonly users: readonly [string, string, string, string];
}

export function namesOf({ orgId }: TenantScope): FactNames {
  const named = (kind: string) => `${kind} of ${orgId}`;
  return {
    plans: [named('plan-1'), named('plan-2')],
    models: [named('model-1'), named('model-2')],
    modules: [named('module-1'), named('module-2')],
    users: [named('user-1'), named('user-2'), named('user-3'), named('user-4')],
  };
}

const operations = ['optimize', 'optimize', 'score', 'compare', 'test'] as const;
const endings = ['succeeded', 'succeeded', 'succeeded', 'failed', 'canceled', 'abandoned', 'reserved'] as const;

/**
 * Writes runs of several tenants whose users are the same people: of every operation and ending, with and
 * without module, model and measures, up to `stepMs` apart, some of them at one moment.
 */
export async function generateFacts(
  storage: Storage,
  clock: ContractClock,
  {
    tenants,
    names,
    runs,
    stepMs,
  }: {
    readonly tenants: readonly [TenantScope, ...TenantScope[]];
    readonly names: FactNames;
    readonly runs: number;
    readonly stepMs: number;
  },
): Promise<readonly Fact[]> {
  const random = seededRandom(19_690_720);
  const written: { readonly scope: TenantScope; readonly id: string; readonly measures: RunMeasures }[] = [];
  for (let index = 0; index < runs; index += 1) {
    if (index % 3 !== 0) clock.advance(random.integer(stepMs));
    const scope = random.pick(tenants);
    const ending = random.pick(endings);
    const operation = random.pick(operations);
    const model = random.pick([...names.models, null]);
    const moduleId = random.pick([...names.modules, null]);
    const input = runInput();
    const { id } = await reserveRun(storage, scope, {
      operation,
      model,
      engine: model === null ? 'rules' : 'model',
      planId: random.pick(names.plans),
      userId: random.pick(names.users),
      limits: [],
      input: moduleId === null ? input : { ...input, module: { id: moduleId, version: '1.0.0' } },
      leaseMs: ending === 'reserved' ? 100_000 * hourMs : minuteMs,
    });
    const settled = ending !== 'reserved' && ending !== 'abandoned';
    const measures = settled ? randomMeasures(random) : {};
    written.push({ scope, id, measures });
    if (settled) {
      await storage.ledger.settle(scope, { ...randomEnd({ id, operation, ending }, random), measures });
    }
  }
  clock.advance(minuteMs);
  await reapAll(storage);
  return Promise.all(
    written.map(async ({ scope, id, measures }) => {
      const run = await storage.ledger.get(scope, id);
      if (run === null) throw new Error('a run is missing');
      return { run, measures, userId: run.userId };
    }),
  );
}

function randomMeasures(random: SeededRandom): RunMeasures {
  const names = ['latency.run.71', 'latency.run.72', 'model.ms', 'run.failed.quota "exceeded"'];
  return Object.fromEntries(
    names
      .filter(() => random.integer(3) > 0)
      // The sums of the largest still are whole numbers.
      .map((name) => [name, name === 'model.ms' ? 2 ** 45 + random.integer(1_000) : 1 + random.integer(3)]),
  );
}

/** The days on which runs were created, and some more. */
export function daysAround(facts: readonly { readonly run: Run }[]): { readonly first: string; readonly last: string } {
  const created = facts.map(({ run }) => run.createdAt);
  const day = (at: number) => new Date(at).toISOString().slice(0, 10);
  return { first: day(Math.min(...created) - 48 * hourMs), last: day(Math.max(...created) + 48 * hourMs) };
}
