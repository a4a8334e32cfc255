import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { createParser } from 'eventsource-parser';
import { afterEach, describe, expect, test } from 'vitest';
import { nodeHandler } from '../../adapters/node/index.js';
import { createClient } from '../../src/client/index.js';
import { createHandler } from '../../src/http/index.js';
import { defaultPlans, type LiveItem } from '../../src/index.js';
import { telemetryEvent } from '../../src/testing/storage-contract/fixtures/telemetry-event.js';
import { caught } from '../fixtures/caught.js';
import { cuttingProxy } from '../fixtures/cutting-proxy.js';
import { type ForgeSetup, forgeWithModel } from '../fixtures/forge-with-model.js';
import { type ReadEvent, readEvents } from '../fixtures/read-events.js';
import { storageWithFaults } from '../fixtures/storage-with-faults.js';
import { addressOf } from '../hosts/trial-hosts.js';

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

/** A forge behind a real server, and a proxy before it. */
async function served(setup: ForgeSetup = {}) {
  const parts = forgeWithModel([], { engine: 'rules', ...setup });
  const server = createServer(nodeHandler(createHandler(parts.forge)));
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  await addressOf(server);
  const { port } = server.address() as AddressInfo;
  const proxy = await cuttingProxy(port);
  closing.push(() => proxy.close());
  let sequence = 0;
  const write = async (count = 1, { orgId = 'acme', userId = 'ada', padding = '' } = {}) => {
    const scope = { orgId };
    const events = Array.from({ length: count }, () => {
      sequence += 1;
      return telemetryEvent(scope, `run-${sequence}`, 1, { userId, data: { padding } });
    });
    await parts.storage.events.append(scope, events);
  };
  const live = async (token: string, query = '', headers: Record<string, string> = {}) =>
    fetch(`http://127.0.0.1:${proxy.port}/api/analytics/live${query}`, {
      headers: { authorization: `Bearer ${token}`, ...headers },
    });
  return { ...parts, port, proxy, write, live, baseUrl: `http://127.0.0.1:${proxy.port}/api` };
}

/** Reads so many events, and leaves. */
async function take(response: Response, count: number): Promise<readonly ReadEvent[]> {
  const events: ReadEvent[] = [];
  for await (const event of readEvents(response)) if (events.push(event) === count) break;
  return events;
}

const runs = (events: readonly ReadEvent[]) => events.map(({ data }) => data.event?.runId ?? data.type);

describe('the live stream', () => {
  test('begins with the figures, and tells each event under its type, with its cursor as id', async () => {
    const { live, tokenFor, write } = await served();
    const response = await live(await tokenFor());
    expect([response.status, response.headers.get('content-type'), response.headers.get('cache-control')]).toEqual([
      200,
      'text/event-stream; charset=utf-8',
      'no-store',
    ]);
    const taking = take(response, 3);
    await write(2);
    const events = await taking;
    expect(events.map(({ event }) => event)).toEqual(['snapshot', 'model.answered', 'model.answered']);
    expect(events[0]?.data).toMatchObject({ type: 'snapshot', metrics: { runs: { succeeded: 0 } } });
    expect(events[2]?.data).toMatchObject({ type: 'event', event: { runId: 'run-2', orgId: 'acme' } });
    for (const { id, data } of events) expect(id).toBe(data.cursor);
  });

  test.each(['Last-Event-ID', 'after'])('goes on by %s without loss or repetition', async (how) => {
    const { live, tokenFor, write } = await served();
    const token = await tokenFor();
    const begun = await live(token);
    await write(5);
    const first = await take(begun, 3);
    const cursor = first.at(-1)?.id ?? '';
    await write(3);
    const resumed =
      how === 'after'
        ? await live(token, `?${new URLSearchParams({ after: cursor })}`)
        : await live(token, '?after=of+the+first+address', { 'last-event-id': cursor });
    const rest = take(resumed, 7);
    await write(1);
    expect([...runs(first), ...runs(await rest)]).toEqual([
      'snapshot',
      ...Array.from({ length: 9 }, (_, index) => `run-${index + 1}`),
    ]);
  });

  test('shows nobody what happens in another organization, and a member nothing of a colleague', async () => {
    const { live, tokenFor, write } = await served();
    const streams = await Promise.all([
      live(await tokenFor({ role: 'member' })),
      live(await tokenFor({ userId: 'root', role: 'admin' }), '?of=organization'),
      live(await tokenFor({ userId: 'ada', orgId: 'other', role: 'admin' }), '?of=organization'),
    ]);
    const taking = streams.map((stream, index) => take(stream, index === 1 ? 4 : 3));
    for (const who of [{ userId: 'bob' }, {}, { orgId: 'other' }, { orgId: 'other', userId: 'eve' }, {}]) {
      await write(1, who);
    }
    expect((await Promise.all(taking)).map(runs)).toEqual([
      ['snapshot', 'run-2', 'run-5'],
      ['snapshot', 'run-1', 'run-2', 'run-5'],
      ['snapshot', 'run-3', 'run-4'],
    ]);
  });

  test.each([
    ['permission_denied', 403, { role: 'member' as const }, '?of=organization'],
    ['request_invalid', 400, {}, '?after=no+cursor'],
    ['request_invalid', 400, {}, '?of=everybody'],
    ['request_invalid', 400, {}, '?from=2026-11-02&to=2026-11-01'],
  ])('is refused by a status: %s', async (code, status, who, query) => {
    const { live, tokenFor } = await served();
    const response = await live(await tokenFor(who), query);
    expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([status, code]);
  });

  test('needs analytics in the plan', async () => {
    const [pilot] = defaultPlans;
    const { live, tokenFor } = await served({
      plans: [{ ...pilot, features: { ...pilot.features, analytics: false } }],
    });
    const response = await live(await tokenFor(), '', { 'last-event-id': 'after 0' });
    expect(await response.json()).toMatchObject({ code: 'plan_feature_missing' });
  });

  test('ends its subscription when the client goes away', async () => {
    const watching: AbortSignal[] = [];
    const { live, tokenFor, proxy } = await served({
      storage: (storage) =>
        storageWithFaults(storage, {
          'events.watch': (callThrough, [, request]) => {
            watching.push((request as { readonly signal: AbortSignal }).signal);
            return callThrough();
          },
        }),
    });
    const response = await live(await tokenFor());
    const reading = readEvents(response);
    await reading.next();
    const waiting = reading.next().catch(() => {});
    await expect.poll(() => watching.length, { timeout: 30_000 }).toBe(1);
    expect(watching[0]?.aborted).toBe(false);
    proxy.cut({ isNoticed: true });
    await waiting;
    await expect.poll(() => watching[0]?.aborted, { timeout: 30_000 }).toBe(true);
  });

  test('ends when PromptForge is closed', async () => {
    const { live, tokenFor, forge } = await served();
    const reading = readEvents(await live(await tokenFor()));
    await reading.next();
    const waiting = reading.next();
    await forge.close();
    expect(await waiting).toEqual({ done: true, value: undefined });
  });

  test('ends with a problem once its session has ended', async () => {
    const { live, tokenFor, write, clock } = await served();
    const reading = readEvents(await live(await tokenFor()));
    await reading.next();
    await write();
    expect((await reading.next()).value).toMatchObject({ event: 'model.answered' });
    clock.advance(400 * 86_400_000);
    await write();
    expect((await reading.next()).value).toMatchObject({
      event: 'problem',
      data: { code: 'session_expired', status: 401 },
    });
    expect((await reading.next()).done).toBe(true);
  });

  test('reads no faster than its client, who gets all of it at last', async () => {
    const pages: number[] = [];
    const total = 6_000;
    const { port, tokenFor, write } = await served({
      storage: (storage) =>
        storageWithFaults(storage, {
          'events.follow': async (callThrough) => {
            pages.push(pages.length);
            return callThrough();
          },
        }),
    });
    const authorization = `Bearer ${await tokenFor()}`;
    // A socket that is not read, since fetch reads ahead.
    const socket = connect(port, '127.0.0.1').pause();
    closing.push(() => socket.destroy());
    await once(socket, 'connect');
    socket.write(`GET /api/analytics/live HTTP/1.0\r\nHost: localhost\r\nAuthorization: ${authorization}\r\n\r\n`);
    await expect.poll(() => pages.length, { timeout: 30_000 }).toBeGreaterThan(0);
    for (let written = 0; written < total; written += 500) await write(500, { padding: 'x'.repeat(10_000) });
    let before = -1;
    while (before !== pages.length) {
      before = pages.length;
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
    // 60 MB in 60 pages: the buffers of the connection hold a part of them.
    expect(pages.length).toBeLessThan(total / 100 / 2);
    const seen: string[] = [];
    const parser = createParser({
      onEvent: ({ event, data }) => {
        if (event === 'model.answered') seen.push((JSON.parse(data) as { event: { runId: string } }).event.runId);
      },
    });
    const decoder = new TextDecoder();
    for await (const chunk of socket) {
      parser.feed(decoder.decode(chunk as Buffer, { stream: true }));
      if (seen.length === total) break;
    }
    expect(seen).toEqual(Array.from({ length: total }, (_, index) => `run-${index + 1}`));
  });
});

describe('the client, live', () => {
  async function connected(setup: ForgeSetup = {}) {
    const parts = await served(setup);
    const token = await parts.tokenFor();
    return { ...parts, token, client: createClient({ baseUrl: parts.baseUrl, token: () => token }) };
  }
  const nameOf = ({ value }: IteratorResult<LiveItem, void>) => {
    if (!value) return 'end';
    return value.type === 'snapshot' ? value.type : value.event.runId;
  };

  test('comes back after a lost connection, and goes on after the last item', async () => {
    const { client, proxy, write } = await connected();
    const items = client.live();
    expect(nameOf(await items.next())).toBe('snapshot');
    const first = items.next();
    await write();
    expect(nameOf(await first)).toBe('run-1');
    const second = items.next();
    proxy.cut({ isNoticed: true });
    await write(2);
    expect(nameOf(await second)).toBe('run-2');
    expect(nameOf(await items.next())).toBe('run-3');
    await items.return();
  });

  test('goes on with a new token once the old one is past its time', async () => {
    const { forge, baseUrl, tokenFor, write, clock } = await served();
    let token = await tokenFor();
    const renewals: string[] = [];
    const client = createClient({
      baseUrl,
      token: () => token,
      renew: async () => {
        token = (await forge.sessions.issue({ userId: 'ada', orgId: 'acme' })).accessToken;
        renewals.push('renewed');
        return true;
      },
    });
    const items = client.live();
    await items.next();
    clock.advance(400 * 86_400_000);
    const next = items.next();
    await write();
    expect(nameOf(await next)).toBe('run-1');
    expect(renewals).toEqual(['renewed']);
    await items.return();
  });

  test('is a problem where it is refused, and goes on from a cursor otherwise', async () => {
    const { client, write } = await connected();
    expect(await caught(client.live({ after: 'no cursor' }).next())).toMatchObject({
      name: 'ProblemError',
      problem: { code: 'request_invalid' },
    });
    const items = client.live({ of: 'self', from: '2026-11-01', to: '2026-11-30' });
    const { value } = await items.next();
    await items.return();
    await write(2);
    const after = value === undefined ? '' : value.cursor;
    const rest = client.live({ after });
    expect([nameOf(await rest.next()), nameOf(await rest.next())]).toEqual(['run-1', 'run-2']);
    await rest.return();
  });

  test('ends with the reason of its signal', async () => {
    const { client } = await connected();
    const stopping = new AbortController();
    const items = client.live({ signal: stopping.signal });
    await items.next();
    const waiting = caught(items.next());
    stopping.abort();
    expect(await waiting).toMatchObject({ name: 'AbortError' });
  });

  test('is an error where nobody answers', async () => {
    expect(await caught(createClient({ baseUrl: 'http://127.0.0.1:9/api' }).live().next())).toBeInstanceOf(TypeError);
  });
});
