import type { JsonValue, ResumeResult, TenantScope } from '../../src/storage.js';
import { type Defect, storageWith } from './storage-with-defects.js';

/** Storages that let runs be taken over wrongly. */
export const brokenTakeovers: readonly Defect[] = [
  {
    defect: 'does not know who works on a run',
    breaks:
      'a run is held by who wrote its first checkpoint: another one has lost it, changes nothing, and learns how long to wait',
    create: storageWith({
      ledger: ({ ledger }) => ({
        checkpoint: (scope, checkpoint) => ledger.checkpoint(scope, { ...checkpoint, holder: 'somebody' }),
        resume: (scope, request) => ledger.resume(scope, { ...request, holder: 'somebody' }),
      }),
    }),
  },
  {
    defect: 'takes the time of one who takes over for that of the holder',
    breaks: 'a run is taken over as soon as its holder has been silent for the time it had said, and no sooner',
    create: storageWith({
      ledger: ({ ledger }) => {
        const checkpoints = new Map<string, number>();
        return {
          checkpoint: (scope, checkpoint) => {
            checkpoints.set(checkpoint.runId, checkpoint.holdMs);
            return ledger.checkpoint(scope, checkpoint);
          },
          resume: async (scope, request) => {
            const answer = await ledger.resume(scope, request);
            const longer = request.holdMs - (checkpoints.get(request.runId) ?? request.holdMs);
            return answer.outcome === 'held' ? { ...answer, retryAfterMs: answer.retryAfterMs + longer } : answer;
          },
        };
      },
    }),
  },
  {
    defect: 'gives a run that nobody holds yet to whoever asks',
    breaks: 'a run that nobody holds is taken over once it is as old as the one who asks would hold it',
    create: storageWith({
      ledger: ({ ledger }) => {
        const held = new Set<string>();
        return {
          checkpoint: (scope, checkpoint) => {
            held.add(checkpoint.runId);
            return ledger.checkpoint(scope, checkpoint);
          },
          resume: (scope, request) =>
            ledger.resume(scope, held.has(request.runId) ? request : { ...request, holdMs: 0 }),
        };
      },
    }),
  },
  {
    defect: 'gives a run to everybody who would take it over',
    breaks: 'of 20 who would take a run over at once one gets it, and the others learn that it is held',
    create: storageWith({
      ledger: ({ ledger }) => {
        const taken = new Map<string, ResumeResult>();
        return {
          async resume(scope, request) {
            const answer = await ledger.resume(scope, request);
            if (answer.outcome === 'resumed') taken.set(request.runId, answer);
            return answer.outcome === 'held' ? (taken.get(request.runId) ?? answer) : answer;
          },
        };
      },
    }),
  },
  {
    defect: 'tells a holder who comes back late that all is well',
    breaks:
      'of a holder who comes back and one who takes over at the same moment one goes on, and the other learns of it',
    create: storageWith({
      ledger: ({ ledger }) => ({
        async checkpoint(scope, checkpoint) {
          const answer = await ledger.checkpoint(scope, checkpoint);
          const run = answer.outcome === 'lost' ? await ledger.get(scope, checkpoint.runId) : null;
          return run?.status === 'reserved' ? { outcome: 'extended', leaseExpiresAt: run.leaseExpiresAt } : answer;
        },
      }),
    }),
  },
  {
    defect: 'takes up a run that the reaper has ended',
    breaks: 'of a reaper and one who takes over at the same moment one gets the run, and the other leaves it alone',
    create: storageWith({
      ledger: ({ ledger }) => ({
        async resume(scope, request) {
          // The reaper comes in between.
          const run = await ledger.get(scope, request.runId);
          await Promise.resolve();
          const answer = await ledger.resume(scope, request);
          return answer.outcome === 'ended' && run?.status === 'reserved'
            ? { outcome: 'resumed', run: answer.run, answers: {} }
            : answer;
        },
      }),
    }),
  },
  {
    defect: 'begins a run that has ended once more',
    breaks: 'a run that has ended, in whatever way, is not taken over, and neither is one that does not exist',
    create: storageWith({
      ledger: ({ ledger }) => ({
        async resume(scope, request) {
          const answer = await ledger.resume(scope, request);
          const again = answer.outcome === 'ended' && answer.run.status === 'canceled';
          return again ? { ...answer, outcome: 'resumed', answers: {} } : answer;
        },
      }),
    }),
  },
  {
    defect: 'goes on for a user who was erased',
    breaks: 'a run whose user was erased under way is not taken over, and its holder may end it',
    create: storageWith({
      ledger: ({ ledger }) => ({
        async resume(scope, request) {
          const answer = await ledger.resume(scope, request);
          const run = await ledger.get(scope, request.runId);
          return answer.outcome === 'unknown_run' && run !== null ? { outcome: 'resumed', run, answers: {} } : answer;
        },
      }),
    }),
  },
  {
    defect: 'forgets the call in flight of a run that is taken over',
    breaks: 'so is the first call in flight, of which no usage is known yet',
    create: storageWith({
      ledger: ({ ledger }) => ({
        async resume(scope, request) {
          const before = await ledger.get(scope, request.runId);
          const answer = await ledger.resume(scope, request);
          if (answer.outcome !== 'resumed' || before === null) return answer;
          return { ...answer, run: { ...answer.run, usage: { ...before.usage, estimated: true } } };
        },
      }),
    }),
  },
  {
    defect: 'adds the call in flight again each time a run is taken over',
    breaks:
      'a call in flight is added at its worst to the usage of a run that is taken over, once, and marks it estimated',
    create: storageWith({
      ledger: ({ ledger }) => {
        const times = new Map<string, number>();
        return {
          async resume(scope, request) {
            const answer = await ledger.resume(scope, request);
            if (answer.outcome !== 'resumed') return answer;
            const time = (times.get(request.runId) ?? -1) + 1;
            times.set(request.runId, time);
            const { usage } = answer.run;
            const modelCalls = usage.estimated ? usage.modelCalls + time : usage.modelCalls;
            return { ...answer, run: { ...answer.run, usage: { ...usage, modelCalls } } };
          },
        };
      },
    }),
  },
  {
    defect: 'takes a price that is not known for nothing when a run is taken over',
    breaks: 'a price that is not known stays unknown when a run is taken over',
    create: storageWith({
      ledger: ({ ledger }) => ({
        async resume(scope, request) {
          const answer = await ledger.resume(scope, request);
          if (answer.outcome !== 'resumed') return answer;
          const usage = { ...answer.run.usage, costMicros: answer.run.usage.costMicros ?? 0 };
          return { ...answer, run: { ...answer.run, usage } };
        },
      }),
    }),
  },
  {
    defect: 'calls the usage of every run that is taken over estimated',
    breaks: 'between calls nothing is added to the usage of a run that is taken over',
    create: storageWith({
      ledger: ({ ledger }) => ({
        async resume(scope, request) {
          const answer = await ledger.resume(scope, request);
          if (answer.outcome !== 'resumed') return answer;
          return { ...answer, run: { ...answer.run, usage: { ...answer.run.usage, estimated: true } } };
        },
      }),
    }),
  },
  {
    defect: 'remembers the first answer under a key',
    breaks: 'what models have answered is remembered with the run, and whoever takes it over gets all of it as it was',
    create: storageWith({
      ledger: ({ ledger }) => {
        const known = new Set<string>();
        return {
          checkpoint(scope, checkpoint) {
            const name = JSON.stringify([checkpoint.runId, checkpoint.answer?.key]);
            const answer = known.has(name) ? null : checkpoint.answer;
            known.add(name);
            return ledger.checkpoint(scope, { ...checkpoint, answer });
          },
        };
      },
    }),
  },
  {
    defect: 'loses answers whose key is a name of JavaScript',
    breaks: 'what models have answered is remembered with the run, and whoever takes it over gets all of it as it was',
    create: storageWith({
      ledger: ({ ledger }) => ({
        async resume(scope, request) {
          const answer = await ledger.resume(scope, request);
          if (answer.outcome !== 'resumed') return answer;
          const answers: Record<string, JsonValue> = {};
          for (const [key, value] of Object.entries(answer.answers)) answers[key] = value;
          return { ...answer, answers };
        },
      }),
    }),
  },
  {
    defect: 'remembers what somebody answers who has lost the run',
    breaks: 'an answer of somebody who has lost the run is not remembered',
    create: storageWith({
      ledger: ({ ledger }) => {
        const late = new Map<string, JsonValue>();
        return {
          async checkpoint(scope, checkpoint) {
            const result = await ledger.checkpoint(scope, checkpoint);
            if (result.outcome === 'lost' && checkpoint.answer !== null) {
              late.set(checkpoint.runId, checkpoint.answer.value);
            }
            return result;
          },
          async resume(scope, request) {
            const answer = await ledger.resume(scope, request);
            const value = late.get(request.runId);
            if (answer.outcome !== 'resumed' || value === undefined) return answer;
            return { ...answer, answers: { ...answer.answers, late: value } };
          },
        };
      },
    }),
  },
  {
    defect: 'lets a tenant take over the runs of another',
    breaks: 'a tenant changes nothing of what another has, whatever it calls with the same names',
    create: storageWith({
      ledger: ({ ledger }) => {
        const owners = new Map<string, TenantScope>();
        return {
          reserve(scope, reservation) {
            owners.set(reservation.runId, scope);
            return ledger.reserve(scope, reservation);
          },
          resume: (scope, request) => ledger.resume(owners.get(request.runId) ?? scope, request),
        };
      },
    }),
  },
  {
    defect: 'lets whoever has lost a run end it',
    breaks: 'a run is ended by who holds it: another one is told that it is lost, ends nothing and is charged nothing',
    create: storageWith({
      ledger: ({ ledger }) => ({
        settle: (scope, { holder: _, ...settlement }) => ledger.settle(scope, settlement),
      }),
    }),
  },
  {
    defect: 'lets whoever has lost a run correct what it was charged when it was abandoned',
    breaks:
      'a run that was abandoned after it was taken over is corrected by its last holder alone, or by who names none',
    create: storageWith({
      ledger: ({ ledger }) => ({
        async settle(scope, settlement) {
          const { holder: _, ...anybody } = settlement;
          const run = await ledger.get(scope, settlement.runId);
          return ledger.settle(scope, run?.status === 'abandoned' ? anybody : settlement);
        },
      }),
    }),
  },
  {
    defect: 'knows who works on a run by the name of the run alone',
    breaks: 'of two tenants whose runs have one name, neither works on, takes over or ends that of the other',
    create: storageWith({
      ledger: ({ ledger }) => {
        const owners = new Map<string, TenantScope>();
        return {
          checkpoint(scope, checkpoint) {
            const owner = owners.get(checkpoint.runId) ?? scope;
            owners.set(checkpoint.runId, owner);
            return ledger.checkpoint(owner, checkpoint);
          },
        };
      },
    }),
  },
];
