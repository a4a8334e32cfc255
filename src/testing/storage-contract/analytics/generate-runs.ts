import {
  exactSampling,
  type Gate,
  type Run,
  type Settlement,
  type SevenD,
  type Storage,
  type TenantScope,
} from '../../../storage.js';
import { type ContractClock, hourMs, minuteMs } from '../contract-clock.js';
import { reapAll } from '../fixtures/reap-all.js';
import { runInput } from '../fixtures/reservation.js';
import { reserveRun } from '../fixtures/reserve-run.js';
import { type SeededRandom, seededRandom } from '../fixtures/seeded-random.js';
import {
  failureWithCharge,
  failureWithoutCharge,
  runResult,
  score,
  settlement,
  someUsage,
} from '../fixtures/settlement.js';

const domains = ['saas', 'fintech', 'aiml', 'real_estate'] as const satisfies readonly SevenD['domain'][];
const endings = ['succeeded', 'succeeded', 'succeeded', 'failed', 'canceled', 'abandoned', 'reserved'] as const;

/**
 * Writes 60 runs of two users over some days, of every ending and some still under way.
 * @returns the runs as the storage has them.
 */
export async function generateRuns(
  storage: Storage,
  scope: TenantScope,
  clock: ContractClock,
): Promise<readonly Run[]> {
  const random = seededRandom(7_041_776);
  const ids: string[] = [];
  for (let index = 0; index < 60; index += 1) {
    clock.advance(random.integer(4 * hourMs));
    const ending = random.pick(endings);
    const { id } = await reserveRun(storage, scope, {
      userId: random.pick(['ada', 'ada', 'bob']),
      input: runInput('Plan it.', random.pick(domains)),
      leaseMs: ending === 'reserved' ? 1_000 * hourMs : minuteMs,
    });
    ids.push(id);
    if (ending === 'reserved') continue;
    if (ending === 'abandoned') {
      const usage = { ...someUsage, inputTokens: random.integer(900) };
      await storage.ledger.checkpoint(scope, { runId: id, usage, inFlight: null, leaseMs: minuteMs });
    } else {
      await storage.ledger.settle(scope, randomEnd(id, ending, random));
    }
  }
  clock.advance(minuteMs);
  await reapAll(storage);
  const runs = await Promise.all(ids.map((id) => storage.ledger.get(scope, id)));
  return runs.filter((run) => run !== null);
}

function randomEnd(id: string, ending: Settlement['ending'], random: SeededRandom): Settlement {
  if (ending !== 'succeeded') {
    return random.integer(2) === 0 ? failureWithoutCharge(id, ending) : { ...failureWithCharge(id), ending };
  }
  const usage = {
    ...someUsage,
    inputTokens: random.integer(5_000),
    outputTokens: random.integer(5_000),
    costMicros: random.pick([null, 0, random.integer(9_999), 2 ** 40]),
  };
  const gate: Gate = { ...runResult().gate, outcome: random.pick<Gate['outcome']>(['pass', 'fail']) };
  const result = runResult({
    original: { prompt: 'Plan it.', score: score(random.integer(1_001) / 10), sampling: exactSampling },
    optimized: { prompt: 'Plan it well.', score: score(random.integer(1_001) / 10), sampling: exactSampling },
    improved: random.pick([true, false]),
    gate,
  });
  return settlement(id, { usage, result });
}
