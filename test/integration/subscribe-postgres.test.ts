import { randomUUID } from 'node:crypto';
import { expect, onTestFinished, test } from 'vitest';
import { postgresStorage } from '../../adapters/postgres/index.js';
import { type LiveItem, PromptForge } from '../../src/index.js';
import { telemetryEvent } from '../../src/testing/storage-contract/fixtures/telemetry-event.js';
import { startPostgresServer } from '../postgres-server/index.js';

const acme = { orgId: 'acme' };

/** A forge on a server of its own, and another process's view of the same database. */
async function setup() {
  // What was acknowledged has to survive a crash.
  const server = await startPostgresServer({ durable: true });
  const storages = [1, 2].map(() => postgresStorage({ connectionString: server.url() }));
  const [storage, elsewhere] = storages;
  if (storage === undefined || elsewhere === undefined) throw new Error('two storages were to be made');
  const forge = new PromptForge({ storage, engine: 'rules', session: { secret: randomUUID() } });
  await forge.setup();
  onTestFinished(async () => {
    await forge.close();
    await elsewhere.close();
    await server.stop();
  });
  const { accessToken } = await forge.sessions.issue({ userId: 'ada', orgId: 'acme' });
  return { server, forge, elsewhere, token: accessToken };
}

test('a subscription gets every event of another process exactly once, through restarts of the server', async () => {
  const { server, forge, elsewhere, token } = await setup();
  const received: string[] = [];
  let finalSeen = () => {};
  const complete = new Promise<void>((resolve) => {
    finalSeen = resolve;
  });
  const stopping = new AbortController();
  const items: LiveItem['type'][] = [];
  const reading = (async () => {
    for await (const item of forge.analytics.subscribe({ token, signal: stopping.signal })) {
      items.push(item.type);
      if (item.type === 'snapshot') continue;
      if (item.event.runId === 'final') finalSeen();
      else received.push(item.event.runId);
    }
  })();
  await expect.poll(() => items.length).toBe(1);

  const acknowledged: string[] = [];
  const failures: unknown[] = [];
  async function write(runId: string): Promise<void> {
    try {
      await elsewhere.events.append(acme, [telemetryEvent(acme, runId, 1)]);
      acknowledged.push(runId);
    } catch (error) {
      failures.push(error);
    }
  }
  for (const mode of ['fast', 'immediate'] as const) {
    let isRestarting = true;
    const writing = (async () => {
      const goal = acknowledged.length + 80;
      for (let index = 0; isRestarting || acknowledged.length < goal; index += 1) {
        await Promise.all([1, 2, 3, 4].map((caller) => write(`${mode} ${index} ${caller}`)));
      }
    })();
    await server.restart(mode);
    isRestarting = false;
    await writing;
  }
  await expect.poll(() => write('final').then(() => acknowledged.includes('final'))).toBe(true);
  await complete;
  stopping.abort();
  await reading;

  expect(items[0]).toBe('snapshot');
  expect(new Set(received).size).toBe(received.length);
  const expected = acknowledged.filter((runId) => runId !== 'final');
  expect(expected.length).toBeGreaterThanOrEqual(160);
  expect(failures.length).toBeGreaterThan(0);
  expect(expected.filter((runId) => !received.includes(runId))).toEqual([]);
  for (const error of failures) expect(error).toMatchObject({ code: 'storage_unavailable' });
});
