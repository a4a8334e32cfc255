import { setTimeout as pause } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { postgresStorage } from '../../adapters/postgres/index.js';
import { PromptForgeError, type Storage } from '../../src/storage.js';
import { orgTokensPerMonth, userCallsPerMonth } from '../../src/testing/storage-contract/fixtures/quota-limits.js';
import { reservation } from '../../src/testing/storage-contract/fixtures/reservation.js';
import { settlement } from '../../src/testing/storage-contract/fixtures/settlement.js';
import { startPostgresServer } from '../postgres-server/index.js';
import { until } from '../postgres-server/until.js';

const scope = { orgId: 'org' };
const limits = [userCallsPerMonth(1_000_000), orgTokensPerMonth(1_000_000_000)];

/** Twenty callers that reserve and settle, and try again 10 milliseconds after an error. */
function startLoad(storage: Storage) {
  const story = { attempted: [] as string[], settled: [] as string[], errors: [] as unknown[] };
  let stopped = false;
  async function work(): Promise<void> {
    while (!stopped) {
      const next = reservation({ limits, leaseMs: 3_600_000 });
      story.attempted.push(next.runId);
      try {
        await storage.ledger.reserve(scope, next);
        await storage.ledger.settle(scope, settlement(next.runId));
        story.settled.push(next.runId);
      } catch (error) {
        story.errors.push(error);
        await pause(10);
      }
    }
  }
  const callers = Promise.all(Array.from({ length: 20 }, work));
  return {
    story,
    stop() {
      stopped = true;
      return callers;
    },
  };
}

test.each([
  'fast',
  'immediate',
] as const)('a server that is restarted under load (%s) loses nothing it has acknowledged; errors are typed, and service resumes by itself', async (mode) => {
  const server = await startPostgresServer({ durable: true });
  onTestFinished(() => server.stop());
  const storage = postgresStorage({ connectionString: server.url() });
  onTestFinished(() => storage.close());
  await storage.setup();

  const { story, stop } = startLoad(storage);
  for (let restart = 0; restart < 3; restart += 1) {
    const before = story.settled.length;
    await until('there is load', () => story.settled.length >= before + 50);
    await server.restart(mode);
  }
  const before = story.settled.length;
  await until('service has resumed', () => story.settled.length >= before + 50);
  await stop();

  expect(story.errors.length).toBeGreaterThan(0);
  for (const error of story.errors) {
    expect(PromptForgeError.is(error) && error.code).toBe('storage_unavailable');
    expect(error).toMatchObject({ message: expect.not.stringMatching(/no code|failed or did not answer/) });
  }
  for (const runId of story.settled) {
    expect(await storage.ledger.get(scope, runId)).toMatchObject({ status: 'succeeded' });
  }
  const present = (await Promise.all(story.attempted.map((runId) => storage.ledger.get(scope, runId)))).filter(
    (run) => run !== null,
  );
  const [calls, tokens] = await storage.ledger.peek(scope, { userId: 'ada', limits });
  expect(calls?.used).toBe(present.length);
  expect(tokens?.used).toBe(
    present.reduce(
      (sum, { status }) => sum + (status === 'reserved' ? reservation().hold : settlement('').charge).tokens,
      0,
    ),
  );
});
