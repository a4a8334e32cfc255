import { expect, test } from 'vitest';
import { memoryStorage } from '../../adapters/memory/index.js';
import { createHandler } from '../../src/http/index.js';
import { PromptForge } from '../../src/index.js';
import type { Storage } from '../../src/storage.js';
import { completeRun } from '../../src/testing/storage-contract/fixtures/reserve-run.js';
import { telemetryEvent } from '../../src/testing/storage-contract/fixtures/telemetry-event.js';
import { secret } from '../fixtures/forge-with-model.js';
import { type Interception, storageDown, storageWithFaults } from '../fixtures/storage-with-faults.js';

const scope = { orgId: 'acme' };
const most = 10_000;

/** Ada at acme, with one run and so many events of it. */
async function servedPerson(faults: Readonly<Record<string, Interception>> = {}, events = most) {
  const storage = memoryStorage();
  const { id } = await completeRun(storage, scope);
  const known = (await storage.events.ofRun(scope, { runId: id, after: 0, limit: 100 })).length;
  for (let first = known; first < events; first += 1_000) {
    const length = Math.min(1_000, events - first);
    await storage.events.append(
      scope,
      Array.from({ length }, (_, index) => telemetryEvent(scope, id, first + index + 1)),
    );
  }
  const reported: unknown[] = [];
  const faulty: Storage = storageWithFaults(storage, faults);
  const onError = (error: unknown) => reported.push(error);
  const forge = new PromptForge({ storage: faulty, engine: 'rules', session: { secret }, onError });
  const { accessToken } = await forge.sessions.issue({ userId: 'ada', orgId: 'acme' });
  const handle = createHandler(forge);
  const send = (method: string, path: string, body?: unknown, token = accessToken) =>
    handle(
      new Request(`http://localhost/api${path}`, {
        method,
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    );
  return { forge, storage, reported, send };
}

function readerOf(response: Response): ReadableStreamDefaultReader<Uint8Array> {
  if (response.body === null) throw new Error('There is no body.');
  return response.body.getReader();
}

test('an export of 10,000 events is read from the storage no faster than the client reads it', async () => {
  let reads = 0;
  const { send } = await servedPerson({
    'events.ofRun': async (callThrough) => {
      reads += 1;
      return callThrough();
    },
  });
  const reader = readerOf(await send('GET', '/me/export'));
  const decoder = new TextDecoder();
  let text = '';
  let pieces = 0;
  let largest = 0;
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
    const read = decoder.decode(piece.value, { stream: true });
    if (read.includes('"section":"events"')) pieces += 1;
    largest = Math.max(largest, piece.value.byteLength);
    text += read;
    // Time enough to read ahead.
    await new Promise((resolve) => setImmediate(resolve));
    expect(reads).toBeLessThanOrEqual(pieces + 1);
  }
  const { parts } = JSON.parse(text) as { parts: { section: string; items: unknown[] }[] };
  const events = parts.flatMap(({ section, items }) => (section === 'events' ? items : []));
  expect(events).toHaveLength(most);
  expect(new Set(events.map((event) => (event as { sequence: number }).sequence)).size).toBe(most);
  expect(text.length).toBeGreaterThan(1_000_000);
  expect(largest).toBeLessThan(text.length / 50);
});

test('nothing more is read for a client that leaves', async () => {
  let reads = 0;
  const { send } = await servedPerson({
    'events.ofRun': async (callThrough) => {
      reads += 1;
      return callThrough();
    },
  });
  const reader = readerOf(await send('GET', '/me/export'));
  while (reads < 3) await reader.read();
  await reader.cancel();
  const before = reads;
  await new Promise((resolve) => setImmediate(resolve));
  expect(reads).toBe(before);
  expect(before).toBeLessThan(10);
});

test('an export that fails on the way breaks off, and its operator is told', async () => {
  let reads = 0;
  const { send, reported } = await servedPerson({
    'events.ofRun': async (callThrough) => {
      reads += 1;
      if (reads > 2) throw storageDown();
      return callThrough();
    },
  });
  const response = await send('GET', '/me/export');
  expect(response.status).toBe(200);
  await expect(response.text()).rejects.toThrow();
  expect(reported).toMatchObject([{ code: 'storage_unavailable' }]);
});

test('an export that fails at once is told by its status', async () => {
  const { send } = await servedPerson({ 'sessions.list': async () => Promise.reject(storageDown()) }, 1);
  const response = await send('GET', '/me/export');
  expect(response.status).toBe(503);
  expect(response.headers.get('content-type')).toBe('application/problem+json');
});

test('nobody is erased by a confirmation that names somebody else', async () => {
  const { send } = await servedPerson({}, 1);
  const response = await send('DELETE', '/me', { confirmUserId: 'bob' });
  expect(response.status).toBe(400);
  expect(await response.text()).not.toContain('bob');
  expect((await send('GET', '/me')).status).toBe(200);
});

test('who is erased is gone, with what the organization of the token holds, and their tokens are worth nothing', async () => {
  const { send, storage } = await servedPerson({}, 3);
  const response = await send('DELETE', '/me', { confirmUserId: 'ada' });
  expect(response.status).toBe(200);
  expect(await response.json()).toMatchObject({ runs: 1, events: 3 });
  const { runs } = await storage.ledger.list(scope, { userId: null, limit: 10, after: null });
  expect(runs.map(({ userId, input }) => [userId === 'ada', input])).toEqual([[false, null]]);
  const after = await send('GET', '/me');
  expect(after.status).toBe(401);
  expect(await after.json()).toMatchObject({ code: 'session_revoked' });
});

test('an API key erases and exports nobody', async () => {
  const { forge, send, storage } = await servedPerson({}, 1);
  await storage.organizations.create(scope, { name: 'Acme' }, 'ada');
  await forge.plans.assign({ ...scope, planId: 'enterprise' });
  const { accessToken: token } = await forge.sessions.issue({ userId: 'ada', orgId: 'acme' });
  const { key } = await forge.apiKeys.create({ token, name: 'one', scopes: ['runs:read'] });
  for (const [method, path] of [
    ['GET', '/me/export'],
    ['DELETE', '/me'],
    ['GET', '/me/profile'],
  ] as const) {
    const body = method === 'DELETE' ? { confirmUserId: 'ada' } : undefined;
    expect((await send(method, path, body, key)).status, path).toBe(403);
  }
  const who = await send('GET', '/me', undefined, key);
  expect(await who.json()).toMatchObject({ userId: 'ada', permissions: ['runs:read'], plan: null });
});
