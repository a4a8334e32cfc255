import { memoryStorage } from '../../../adapters/memory/index.js';
import type { QuotaLimit } from '../../../src/domain/quota/quota-window.js';
import { noUsage } from '../../../src/domain/quota/usage.js';
import type { Consumption, LedgerStore, Reservation, Settlement } from '../../../src/ports/ledger-store.js';
import { manualClock } from '../../fixtures/manual-clock.js';
import { sevenD } from '../../fixtures/seven-d.js';

export const acme = { orgId: 'acme' };

export function callsPerHour(max: number, changes: Partial<QuotaLimit> = {}): QuotaLimit {
  return { subject: 'user', meter: 'calls', period: 'hour', max, anchor: null, algorithm: 'fixed', ...changes };
}

export function consumption(max: number, calls = 1, changes: Partial<Consumption> = {}): Consumption {
  return { userId: 'ada', limits: [callsPerHour(max)], amounts: { calls, tokens: 0, cost: 0 }, ...changes };
}

export function reservation(runId: string, max: number, changes: Partial<Reservation> = {}): Reservation {
  return {
    runId,
    userId: 'ada',
    operation: 'optimize',
    planId: 'pilot',
    engine: 'rules',
    model: null,
    input: { prompt: 'Write a release note.', sevenD: { values: sevenD(), defaulted: [] } },
    idempotencyKey: null,
    fingerprint: 'f'.repeat(64),
    limits: [callsPerHour(max)],
    hold: { calls: 1, tokens: 0, cost: 0 },
    leaseMs: 60_000,
    ...changes,
  };
}

export function settlement(runId: string, calls = 1): Settlement {
  return {
    runId,
    ending: calls === 0 ? 'failed' : 'succeeded',
    usage: noUsage,
    charge: { calls, tokens: 0, cost: 0 },
    result: null,
    error: null,
    scores: [],
    events: [],
  };
}

/** Called before a method of the ledger, with what that is given; what it throws, the caller gets. */
export type Before = (method: string, values: readonly unknown[]) => unknown;

/** A ledger in memory, all of whose calls are listed and may be delayed or refused. */
export function watchedLedger(before: Before = () => {}) {
  const clock = manualClock();
  const plain = memoryStorage({ clock }).ledger;
  const calls: { readonly method: string; readonly values: readonly unknown[] }[] = [];
  const ledger: LedgerStore = new Proxy(plain, {
    get(target, method) {
      const original: unknown = Reflect.get(target, method, target);
      if (typeof original !== 'function') return original;
      return async (...values: unknown[]) => {
        calls.push({ method: String(method), values });
        await before(String(method), values);
        return original.apply(target, values);
      };
    },
  });
  return { clock, plain, ledger, calls, methods: () => calls.map(({ method }) => method) };
}

/** How many calls the user has used up this hour. */
export async function usedCalls(ledger: LedgerStore, userId = 'ada', scope = acme): Promise<number | undefined> {
  return (await ledger.peek(scope, { userId, limits: [callsPerHour(0)] }))[0]?.used;
}
