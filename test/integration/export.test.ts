import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { parse } from 'csv-parse/sync';
import { afterEach, describe, expect, test } from 'vitest';
import { nodeHandler } from '../../adapters/node/index.js';
import { createClient } from '../../src/client/index.js';
import { createHandler } from '../../src/http/index.js';
import { defaultPlans, type ExportRunsRequest, PromptForge } from '../../src/index.js';
import { caught } from '../fixtures/caught.js';
import { type ForgeSetup, forgeWithModel, prompt } from '../fixtures/forge-with-model.js';
import { rejection } from '../fixtures/rejection.js';
import { type Interception, storageDown, storageWithFaults } from '../fixtures/storage-with-faults.js';
import { addressOf } from '../hosts/trial-hosts.js';

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

const sevenD = { domain: 'saas', output_format: 'md' } as const;

/** A product on rules, with runs of two organizations; time begins on 2026-11-23. */
async function furnished(setup: ForgeSetup = {}) {
  const parts = forgeWithModel([], { engine: 'rules', operators: ['staff'], ...setup });
  const { forge } = parts;
  const tokenFor = (request: Parameters<typeof parts.tokenFor>[0] = {}) =>
    parts.tokenFor({ role: 'owner', ...request });
  for (const [userId, orgId] of [
    ['ada', 'acme'],
    ['bob', 'acme'],
    ['eve', 'other'],
  ] as const) {
    await forge.score({ token: await tokenFor({ userId, orgId }), prompt, sevenD });
  }
  const exported = async (request: ExportRunsRequest) => textOf(forge.analytics.export(request));
  return { ...parts, tokenFor, exported };
}

async function textOf(chunks: AsyncIterable<Uint8Array>): Promise<string> {
  const pieces: Uint8Array[] = [];
  for await (const piece of chunks) pieces.push(piece);
  return Buffer.concat(pieces).toString('utf8');
}

const usersIn = (csv: string) =>
  (parse(csv, { columns: true }) as { userId: string }[]).map(({ userId }) => userId).toSorted();

describe('an export', () => {
  test('is of the caller, of the organization or of all, for those who may see that', async () => {
    const { exported, tokenFor } = await furnished();
    const token = await tokenFor();
    expect(usersIn(await exported({ token }))).toEqual(['ada']);
    expect(usersIn(await exported({ token, of: 'organization' }))).toEqual(['ada', 'bob']);
    const member = await tokenFor({ userId: 'bob', role: 'member' });
    expect(usersIn(await exported({ token: member }))).toEqual(['bob']);
    expect((await rejection(exported({ token: member, of: 'organization' }))).code).toBe('permission_denied');
    expect((await rejection(exported({ token, of: 'platform' }))).code).toBe('permission_denied');
    const staff = await tokenFor({ userId: 'root', orgId: 'staff' });
    expect(usersIn(await exported({ token: staff, of: 'platform' }))).toEqual(['ada', 'bob', 'eve']);
  });

  test('is of the days and runs that are asked for', async () => {
    const { exported, tokenFor, clock } = await furnished({ analytics: { timeZone: 'Asia/Tokyo' } });
    const token = await tokenFor();
    const count = async (rest: Partial<ExportRunsRequest>) =>
      (await exported({ token, of: 'organization', format: 'jsonl', ...rest })).split('\n').length - 1;
    const now = clock.now();
    const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Tokyo' }).format(now);
    expect(await count({})).toBe(2);
    expect(await count({ days: { first: today, last: today } })).toBe(2);
    expect(await count({ days: { first: '2026-01-01', last: '2026-01-31' } })).toBe(0);
    expect(await count({ range: { from: now, to: now + 1 } })).toBe(2);
    expect(await count({ range: { from: now + 1, to: now + 2 } })).toBe(0);
    expect(await count({ planId: 'nowhere' })).toBe(0);
    expect(await count({ model: 'gpt' })).toBe(0);
    expect(await count({ moduleId: 'plans' })).toBe(0);
  });

  test.each<[string, Partial<Record<keyof ExportRunsRequest, unknown>>]>([
    ['another scope', { of: 'everybody' }],
    ['another format', { format: 'xlsx' }],
    ['days that are none', { days: { first: '2026-02-30', last: '2026-03-01' } }],
    ['days and a range', { days: { first: '2026-11-01', last: '2026-11-02' }, range: { from: 1, to: 2 } }],
    ['a range that ends first', { range: { from: 2, to: 1 } }],
    ['a plan without a name', { planId: '' }],
  ])('takes no %s', async (_, request) => {
    const { exported, tokenFor } = await furnished();
    const asked = { token: await tokenFor(), ...request } as ExportRunsRequest;
    expect((await rejection(exported(asked))).code).toBe('request_invalid');
  });

  test('needs analytics in the plan, and a session', async () => {
    const { exported, tokenFor } = await furnished();
    expect((await rejection(exported({ token: null }))).code).toBe('session_missing');
    const [pilot] = defaultPlans;
    const poor = forgeWithModel([], { engine: 'rules', plans: [{ ...pilot, features: {} }] });
    const asking = textOf(poor.forge.analytics.export({ token: await tokenFor() }));
    expect((await rejection(asking)).code).toBe('plan_feature_missing');
  });

  test('holds nothing of what was written', async () => {
    const { exported, tokenFor } = await furnished();
    const text = await exported({ token: await tokenFor({ orgId: 'staff', userId: 'root' }), of: 'platform' });
    for (const word of prompt.split(' ').filter(({ length }) => length > 5)) expect(text).not.toContain(word);
  });

  test('lets PromptForge be closed between two pages', async () => {
    const { forge, storage, tokenFor } = await furnished({ storage: (inner) => storageWithFaults(inner, endless()) });
    const pieces = forge.analytics.export({ token: await tokenFor() })[Symbol.asyncIterator]();
    await pieces.next();
    await forge.close();
    expect(await caught(Promise.resolve(pieces.next()))).toMatchObject({ code: 'client_closed' });
    expect(storage).toBeDefined();
  });
});

/** Runs without an end, five hundred to a page. */
function endless(counts: { pages: number } = { pages: 0 }): Record<string, Interception> {
  let first: Promise<unknown> | null = null;
  return {
    'analytics.records': async (callThrough) => {
      counts.pages += 1;
      first ??= callThrough();
      const { items } = (await first) as { readonly items: readonly object[] };
      return { items: Array.from({ length: 500 }, () => items[0]), next: `${counts.pages}` };
    },
  };
}

describe('the route of exports', () => {
  async function served(setup: ForgeSetup = {}) {
    const parts = await furnished(setup);
    const server = createServer(nodeHandler(createHandler(parts.forge)));
    closing.push(() => {
      server.closeAllConnections();
      server.close();
    });
    const baseUrl = `${await addressOf(server)}/api`;
    const { port } = server.address() as AddressInfo;
    const token = await parts.tokenFor();
    const get = (query: string, init: RequestInit = {}) =>
      fetch(`${baseUrl}/analytics/export${query}`, { headers: { authorization: `Bearer ${token}` }, ...init });
    return { ...parts, baseUrl, port, token, get };
  }

  test.each([
    ['?of=organization', 'text/csv; charset=utf-8; header=present', 'runs.csv'],
    ['?format=jsonl', 'application/x-ndjson', 'runs.jsonl'],
    ['?first=2026-11-01&last=2026-11-30', 'text/csv; charset=utf-8; header=present', 'runs-2026-11-01-2026-11-30.csv'],
  ])('answers %s as a file to save', async (query, type, name) => {
    const response = await (await served()).get(query);
    const { headers } = response;
    expect([response.status, headers.get('content-type'), headers.get('content-disposition')]).toEqual([
      200,
      type,
      `attachment; filename="${name}"`,
    ]);
    expect([headers.get('cache-control'), headers.get('x-content-type-options')]).toEqual(['no-store', 'nosniff']);
    expect(await response.text()).toContain('ada');
  });

  test('is called with types by the client', async () => {
    const { baseUrl, token } = await served();
    const client = createClient({ baseUrl, token: () => token });
    const { data } = await client.GET('/analytics/export', {
      params: { query: { of: 'organization' } },
      parseAs: 'text',
    });
    expect(usersIn(data ?? '')).toEqual(['ada', 'bob']);
  });

  test.each([
    ['?of=platform', 403],
    ['?format=xlsx', 400],
    ['?first=2026-11-01', 400],
    ['?first=x%0d%0aset-cookie:a=b&last=2026-11-02', 400],
    ['?planId=', 400],
  ])('refuses %s by a status', async (query, status) => {
    const response = await (await served()).get(query);
    expect([
      response.status,
      response.headers.get('content-type'),
      response.headers.get('content-disposition'),
    ]).toEqual([status, 'application/problem+json', null]);
  });

  test('breaks off what fails on the way, and tells the host', async () => {
    let pages = 0;
    const pageOf = endless()['analytics.records'];
    const { get, reported } = await served({
      storage: (inner) =>
        storageWithFaults(inner, {
          'analytics.records': async (callThrough, values) => {
            pages += 1;
            if (pages > 2) throw storageDown();
            return pageOf?.(callThrough, values);
          },
        }),
    });
    expect(await caught((await get('')).text())).toBeInstanceOf(TypeError);
    expect(reported).toMatchObject([{ error: { code: 'storage_unavailable' }, context: { during: 'http' } }]);
  });

  test('reads no faster than its client, and no more once that has left', async () => {
    const counts = { pages: 0 };
    const { port, token, reported } = await served({ storage: (inner) => storageWithFaults(inner, endless(counts)) });
    const socket = connect(port, '127.0.0.1').pause();
    await once(socket, 'connect');
    socket.write(`GET /api/analytics/export HTTP/1.0\r\nHost: localhost\r\nAuthorization: Bearer ${token}\r\n\r\n`);
    const settled = async () => {
      for (let before = -1; before !== counts.pages; ) {
        before = counts.pages;
        await new Promise((resolve) => setTimeout(resolve, 300));
      }
      return counts.pages;
    };
    await expect.poll(() => counts.pages, { timeout: 30_000 }).toBeGreaterThan(0);
    // It would go on for ever if nobody held it back.
    const held = await settled();
    socket.resume();
    await expect.poll(() => counts.pages, { timeout: 30_000 }).toBeGreaterThan(held);
    socket.destroy();
    await settled();
    expect(reported).toEqual([]);
  });
});

test('exports of another PromptForge on the same storage are of the same runs', async () => {
  const { storage, exported, tokenFor } = await furnished();
  const other = new PromptForge({ storage, engine: 'rules', session: { secret: 'x'.repeat(48) } });
  const { accessToken: token } = await other.sessions.issue({ userId: 'ada', orgId: 'acme' });
  const range = { from: 0, to: 8_000_000_000_000 };
  expect(await textOf(other.analytics.export({ token, range }))).toBe(
    await exported({ token: await tokenFor(), range }),
  );
});
