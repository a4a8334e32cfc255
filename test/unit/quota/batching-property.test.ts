import fc from 'fast-check';
import { expect, test } from 'vitest';
import { memoryStorage } from '../../../adapters/memory/index.js';
import type {
  ConsumeResult,
  Consumption,
  LedgerStore,
  Reservation,
  ReserveResult,
} from '../../../src/ports/ledger-store.js';
import { BatchingLedger } from '../../../src/quota/batching-ledger.js';
import { CoalescingLedger } from '../../../src/quota/coalescing-ledger.js';
import { LedgerDecorator } from '../../../src/quota/ledger-decorator.js';
import type { Scoped } from '../../../src/storage.js';
import { manualClock } from '../../fixtures/manual-clock.js';
import { manualTiming } from './manual-timing.js';
import { callsPerHour, consumption, reservation } from './quota-requests.js';

type Asked =
  | { readonly kind: 'consume'; readonly asked: Scoped<Consumption> }
  | { readonly kind: 'reserve'; readonly asked: Scoped<Reservation> };

const max = 12;
const request = fc.record({
  kind: fc.constantFrom('consume' as const, 'reserve' as const),
  org: fc.constantFrom('acme', 'other'),
  user: fc.constantFrom('ada', 'grace'),
  calls: fc.integer({ min: 0, max: 4 }),
  key: fc.option(fc.constantFrom('k1', 'k2'), { nil: null }),
  /** Turns of the event loop to wait before it comes. */
  after: fc.integer({ min: 0, max: 6 }),
});
const limits = [callsPerHour(max), callsPerHour(max + 4, { subject: 'org', period: 'day' })];

async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

/** Delays each call before and after it takes effect, and notes in which order they did. */
class DelayingLedger extends LedgerDecorator {
  readonly applied: Asked[] = [];
  readonly #delays: () => number;

  constructor(inner: LedgerStore, delays: () => number) {
    super(inner);
    this.#delays = delays;
  }

  async #delayed<T>(order: readonly Asked[], call: () => Promise<T>): Promise<T> {
    await turns(this.#delays());
    this.applied.push(...order);
    const answer = await call();
    await turns(this.#delays());
    return answer;
  }

  override reserve(scope: { readonly orgId: string }, one: Reservation) {
    return this.#delayed([{ kind: 'reserve', asked: { scope, request: one } }], () => super.reserve(scope, one));
  }

  override reserveMany(many: readonly Scoped<Reservation>[]) {
    return this.#delayed(
      many.map((asked) => ({ kind: 'reserve', asked })),
      () => super.reserveMany(many),
    );
  }

  override consume(scope: { readonly orgId: string }, one: Consumption) {
    return this.#delayed([{ kind: 'consume', asked: { scope, request: one } }], () => super.consume(scope, one));
  }

  override consumeMany(many: readonly Scoped<Consumption>[]) {
    // Those that are alike take effect together, where the first of them stands.
    const alike = new Map<string, Asked[]>();
    for (const asked of many) {
      const kind = JSON.stringify(asked);
      alike.set(kind, [...(alike.get(kind) ?? []), { kind: 'consume', asked }]);
    }
    return this.#delayed([...alike.values()].flat(), () => super.consumeMany(many));
  }
}

test('whatever comes when, the answers are those of a plain ledger asked one by one, and no limit is passed', async () => {
  const latencies = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 20 });
  await fc.assert(
    fc.asyncProperty(
      fc.array(request, { minLength: 1, maxLength: 60 }),
      latencies,
      fc.integer({ min: 1, max: 3 }),
      fc.integer({ min: 1, max: 8 }),
      async (requests, delays, lanes, maxBatch) => {
        const clock = manualClock();
        const store = memoryStorage({ clock }).ledger;
        let next = 0;
        const delaying = new DelayingLedger(new CoalescingLedger(store), () => {
          next += 1;
          return delays[next % delays.length] ?? 0;
        });
        const ledger = new BatchingLedger(
          delaying,
          { lanes, maxBatch, maxQueue: 1_000, maxWaitMs: 1_000 },
          manualTiming(),
        );
        const answers = new Map<unknown, ConsumeResult | ReserveResult>();
        await Promise.all(
          requests.map(async ({ kind, org, user: userId, calls, key, after }, index) => {
            const scope = { orgId: org };
            const hold = { calls, tokens: 0, cost: 0 };
            await turns(after);
            if (kind === 'consume') {
              const asked = consumption(max, calls, { userId, limits });
              answers.set(asked, await ledger.consume(scope, asked));
            } else {
              const asked = reservation(`run-${index}`, max, { userId, limits, hold, idempotencyKey: key });
              answers.set(asked, await ledger.reserve(scope, asked));
            }
          }),
        );
        const plain = memoryStorage({ clock }).ledger;
        expect(delaying.applied).toHaveLength(requests.length);
        for (const { kind, asked } of delaying.applied) {
          const alone =
            kind === 'consume'
              ? await plain.consume(asked.scope, asked.request)
              : await plain.reserve(asked.scope, asked.request);
          expect(answers.get(asked.request)).toEqual(alone);
        }
        for (const orgId of ['acme', 'other']) {
          for (const userId of ['ada', 'grace']) {
            const windows = await store.peek({ orgId }, { userId, limits });
            expect(windows).toEqual(await plain.peek({ orgId }, { userId, limits }));
            for (const { used, max: most } of windows) expect(used).toBeLessThanOrEqual(most);
          }
        }
        expect(ledger.waiting).toBe(0);
      },
    ),
    { numRuns: 150 },
  );
});
