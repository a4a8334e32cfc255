import { quantileSorted } from 'simple-statistics';
import { afterAll, expect, onTestFinished, test } from 'vitest';
import { memoryStorage } from '../../adapters/memory/index.js';
import { type PlanUsage, PromptForge, type RunPage } from '../../src/index.js';
import { amount } from '../endurance/amount.js';
import { carryLoad, factsOf, type LoadUser } from './load/carry-load.js';
import { bytesPerRequest } from './load/growth.js';
import { type StartedHost, startHost, startNext } from './load/start-host.js';
import { send } from './send.js';

const requests = amount('SIZE', 300);
const atOnce = amount('ROUNDS', 30);
/** Fewer say nothing of what stays behind: caches fill, and code is compiled. */
const isLong = requests >= 8_000;
/** Bytes a request may leave behind by the slope; a leak of 300 bytes in each goes beyond it. */
const heapBound = 150;
/** That of all memory is coarse: the embedded database takes pages of its cache one by one until it has all. */
const residentBound = 16_000;

const secret = 'a secret that the servers and this test share';
/** Issues tokens that the servers take, since both sign with one secret. */
const issuer = new PromptForge({
  storage: memoryStorage(),
  engine: 'rules',
  session: { secret, maxLifetimeSeconds: 43_200 },
});
afterAll(() => issuer.close());

const own = (host: string) => [host, () => startHost(host, secret)] as const;
const hosts: readonly (readonly [name: string, start: () => Promise<StartedHost>])[] = [
  ...['Express 5', 'Express 4', 'Hono on Node', 'Node'].map(own),
  // It takes minutes to install and build, so that it is for the long form.
  ...(isLong ? [['Next', () => startNext(secret)] as const] : []),
];

const newToken = async (user: number) =>
  (await issuer.sessions.issue({ userId: `load-${user}`, orgId: `load-${user}`, expiresInSeconds: 43_200 }))
    .accessToken;

async function asked<Answer>(url: string, { token }: LoadUser): Promise<Answer> {
  const { status, body } = await send(url, { headers: { authorization: `Bearer ${token}` } });
  expect(status, body).toBe(200);
  return JSON.parse(body);
}

/** What the ledger and the plan say of somebody. */
async function booksOf(url: string, user: LoadUser) {
  const runs: RunPage['runs'][number][] = [];
  for (let after: string | null = ''; after !== null; ) {
    const page: RunPage = await asked(`${url}/api/runs?limit=100${after === '' ? '' : `&after=${after}`}`, user);
    runs.push(...page.runs);
    after = page.next;
  }
  const { quota } = await asked<PlanUsage>(`${url}/api/usage`, user);
  const count = (status: string) => runs.filter((run) => run.status === status).length;
  return {
    used: quota[0]?.used,
    succeeded: count('succeeded'),
    underWay: count('reserved'),
    charged: runs.reduce((sum, { charge }) => sum + charge.calls, 0),
  };
}

const table: object[] = [];
afterAll(() => {
  if (isLong) console.table(table);
});

test.for(hosts)('%s answers every request as it should, and keeps nothing of it', {
  timeout: 900_000 + requests * 200,
}, async ([host, start]) => {
  const { url, stop } = await start();
  onTestFinished(stop);
  const outcome = await carryLoad(url, { requests, atOnce, newToken });
  const { faults, users, leaver, left, connections, before, milliseconds, heap, rss, seconds } = outcome;
  expect(faults).toEqual([]);
  // Whoever leaves takes the connection along.
  expect(connections).toBeLessThanOrEqual(atOnce + left);

  for (const user of users) {
    const expected = { used: user.charged, succeeded: user.runs, underWay: 0, charged: user.runs };
    expect(await booksOf(url, user)).toEqual(expected);
  }
  await expect.poll(async () => (await booksOf(url, leaver)).underWay).toBe(0);
  const books = await booksOf(url, leaver);
  expect(books.used).toBe(books.charged);

  const still = (resources: readonly string[]) => resources.filter((name) => name !== 'Immediate').sort();
  await expect.poll(async () => still((await factsOf(url)).resources)).toEqual(still(before.resources));

  const growth = { heap: bytesPerRequest(heap), rss: bytesPerRequest(rss) };
  const sorted = milliseconds.toSorted((one, other) => one - other);
  table.push({
    host,
    requests: milliseconds.length,
    'charged runs': users.reduce((sum, { runs }) => sum + runs, 0),
    connections,
    left,
    'heap, bytes/request': Math.round(growth.heap),
    'RSS, bytes/request': Math.round(growth.rss),
    'p50 ms': Math.round(quantileSorted(sorted, 0.5)),
    'p99 ms': Math.round(quantileSorted(sorted, 0.99)),
    'requests/s': Math.round(milliseconds.length / seconds),
  });
  if (!isLong) return;
  expect(growth.heap).toBeLessThan(heapBound);
  expect(growth.rss).toBeLessThan(residentBound);
});
