import {
  exactSampling,
  type Gate,
  type Run,
  type RunOperation,
  type RunResults,
  type Settlement,
  type SevenD,
  type Storage,
  type TenantScope,
} from '../../../storage.js';
import { type ContractClock, hourMs, minuteMs } from '../contract-clock.js';
import { checkpoint } from '../fixtures/checkpoint.js';
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

const operations = ['optimize', 'optimize', 'optimize', 'score', 'compare', 'test'] as const;

/**
 * Writes 90 runs of two users over some days, of every operation and ending, and some still under way.
 * @returns the runs as the storage has them.
 */
export async function generateRuns(
  storage: Storage,
  scope: TenantScope,
  clock: ContractClock,
): Promise<readonly Run[]> {
  const random = seededRandom(7_041_776);
  const ids: string[] = [];
  for (let index = 0; index < 90; index += 1) {
    clock.advance(random.integer(4 * hourMs));
    const ending = random.pick(endings);
    const operation = random.pick(operations);
    const { id } = await reserveRun(storage, scope, {
      operation,
      userId: random.pick(['ada', 'ada', 'bob']),
      input: runInput('Plan it.', random.pick(domains)),
      leaseMs: ending === 'reserved' ? 1_000 * hourMs : minuteMs,
    });
    ids.push(id);
    if (ending === 'reserved') continue;
    if (ending === 'abandoned') {
      const usage = { ...someUsage, inputTokens: random.integer(900) };
      await storage.ledger.checkpoint(scope, checkpoint(id, { usage }));
    } else {
      await storage.ledger.settle(scope, randomEnd({ id, operation, ending }, random));
    }
  }
  clock.advance(minuteMs);
  await reapAll(storage);
  const runs = await Promise.all(ids.map((id) => storage.ledger.get(scope, id)));
  return runs.filter((run) => run !== null);
}

interface End {
  readonly id: string;
  readonly operation: RunOperation;
  readonly ending: Settlement['ending'];
}

export function randomEnd({ id, operation, ending }: End, random: SeededRandom): Settlement {
  if (ending !== 'succeeded') {
    return random.integer(2) === 0 ? failureWithoutCharge(id, ending) : { ...failureWithCharge(id), ending };
  }
  const usage = {
    ...someUsage,
    inputTokens: random.integer(5_000),
    outputTokens: random.integer(5_000),
    costMicros: random.pick([null, 0, random.integer(9_999), 2 ** 40]),
  };
  return settlement(id, { usage, result: randomResult(operation, random) });
}

/** Results that are not of an optimization have a gate or sums of what passed, too, which figures leave alone. */
function randomResult(operation: RunOperation, random: SeededRandom): RunResults[RunOperation] {
  const scored = (prompt: string) => ({
    prompt,
    score: score(random.integer(1_001) / 10),
    sampling: exactSampling,
  });
  const gate: Gate = { ...runResult().gate, outcome: random.pick<Gate['outcome']>(['pass', 'fail', 'uncertain']) };
  switch (operation) {
    case 'optimize':
      return runResult({
        original: scored('Plan it.'),
        optimized: scored('Plan it well.'),
        improved: random.pick([true, false]),
        gate,
      });
    case 'score':
      return { ...scored('Plan it.'), gate, weaknesses: [] };
    case 'compare':
      return { preferred: 'tie', verdicts: ['first', 'tie'], reasons: ['Shorter.', 'Both will do.'] };
    case 'test':
      return { passed: random.integer(9), failed: random.integer(9), cases: [] };
  }
}
