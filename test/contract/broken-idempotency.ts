import type { Settlement } from '../../src/storage.js';
import { type Defect, storageWith } from './storage-with-defects.js';

/** A storage in which each settlement is another one. */
function settling(change: (settlement: Settlement) => Settlement): Defect['create'] {
  return storageWith({
    ledger: ({ ledger }) => ({
      settle: (scope, settlement) => ledger.settle(scope, change(settlement)),
      settleMany: (all) => ledger.settleMany(all.map(({ scope, request }) => ({ scope, request: change(request) }))),
    }),
  });
}

/** Storages that keep idempotency keys too long, or not long enough. */
export const brokenIdempotency: readonly Defect[] = [
  {
    defect: 'knows nothing of settlements that free a key',
    breaks: 'a run that failed and was charged frees its key where its settlement says so, and both runs are charged',
    create: settling(({ freesKey: _, ...settlement }) => settlement),
  },
  {
    defect: 'frees the keys of runs that failed, but not of those that were canceled',
    breaks:
      'a run that was canceled and was charged frees its key where its settlement says so, and both runs are charged',
    create: settling(({ freesKey = false, ...settlement }) => ({
      ...settlement,
      freesKey: freesKey && settlement.ending === 'failed',
    })),
  },
  {
    defect: 'frees the key of whatever has failed',
    breaks: 'a run that failed and was charged keeps its key, and a replay returns the failure',
    create: settling((settlement) => ({ ...settlement, freesKey: true })),
  },
  {
    defect: 'frees the key of a run that succeeded',
    breaks: 'a run that succeeded keeps its key, whatever its settlement says of it',
    create: storageWith({
      ledger: ({ ledger }) => {
        const freed = new Set<string>();
        return {
          async settle(scope, settlement) {
            if (settlement.freesKey === true) freed.add(settlement.runId);
            return ledger.settle(scope, settlement);
          },
          async reserve(scope, reservation) {
            const answer = await ledger.reserve(scope, reservation);
            if (answer.outcome !== 'replayed' || !freed.has(answer.run.id)) return answer;
            return ledger.reserve(scope, { ...reservation, idempotencyKey: null });
          },
        };
      },
    }),
  },
  {
    defect: 'frees all keys of a batch, or none, as its first settlement says',
    breaks: 'of many settlements each frees the key of its own run alone',
    create: storageWith({
      ledger: ({ ledger }) => ({
        settleMany: (all) => {
          const freesKey = all[0]?.request.freesKey ?? false;
          return ledger.settleMany(all.map(({ scope, request }) => ({ scope, request: { ...request, freesKey } })));
        },
      }),
    }),
  },
  {
    defect: 'frees the key of a run that has ended already',
    breaks: 'a settlement that changes nothing frees no key: a second one, or that of somebody who has lost the run',
    create: storageWith({
      ledger: ({ ledger }) => {
        const freed = new Set<string>();
        return {
          async settle(scope, settlement) {
            const answer = await ledger.settle(scope, settlement);
            if (answer.outcome === 'already_settled' && settlement.freesKey === true) freed.add(settlement.runId);
            return answer;
          },
          async reserve(scope, reservation) {
            const answer = await ledger.reserve(scope, reservation);
            if (answer.outcome !== 'replayed' || !freed.has(answer.run.id)) return answer;
            return ledger.reserve(scope, { ...reservation, idempotencyKey: null });
          },
        };
      },
    }),
  },
  {
    defect: 'keeps the key of a run that was abandoned for ever',
    breaks: 'a run that was abandoned and charged keeps its key, until a late settlement frees it',
    create: storageWith({
      ledger: ({ ledger }) => ({
        async settle(scope, settlement) {
          const run = await ledger.get(scope, settlement.runId);
          return ledger.settle(scope, run?.status === 'abandoned' ? { ...settlement, freesKey: false } : settlement);
        },
      }),
    }),
  },
  {
    defect: 'begins a run for each of those who ask again at once',
    breaks:
      'of 20 who ask again while a failed run frees its key, one at most begins a new run, and all name one of two',
    create: storageWith({
      ledger: ({ ledger }) => {
        const freed = new Set<string>();
        return {
          settle(scope, settlement) {
            if (settlement.freesKey === true) freed.add(settlement.runId);
            return ledger.settle(scope, settlement);
          },
          async reserve(scope, reservation) {
            const answer = await ledger.reserve(scope, reservation);
            await Promise.resolve();
            if (answer.outcome !== 'replayed' || !freed.has(answer.run.id)) return answer;
            return ledger.reserve(scope, { ...reservation, idempotencyKey: null });
          },
        };
      },
    }),
  },
];
