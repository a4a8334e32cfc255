import { describe, expect, test } from 'vitest';
import { planWith } from '../../fixtures/plan-with.js';
import { goodBody, problemOf, servedForge } from './served-forge.js';

const at = (path: string) => `/api/analytics/user${path}`;

describe('the range of the analytics', () => {
  test('is the last 30 days by default', async () => {
    const { get, clock } = servedForge();
    const { range } = await (await get(at(''))).json();
    expect(range).toEqual({ from: clock.now() - 30 * 86_400_000, to: clock.now() + 1 });
  });

  test.each([
    ['dates', '?from=2026-11-01&to=2026-12-01', '2026-11-01T00:00Z', '2026-12-01T00:00Z'],
    ['times', '?from=2026-11-23T10:00Z&to=2026-11-23T12:00:30Z', '2026-11-23T10:00Z', '2026-11-23T12:00:30Z'],
    ['milliseconds', '?from=2026-11-23T10:00:00.5Z&to=2026-11-24', '2026-11-23T10:00:00.500Z', '2026-11-24T00:00Z'],
    ['an encoded offset', '?from=2026-11-23T10:00%2B02:00&to=2026-11-24', '2026-11-23T08:00Z', '2026-11-24T00:00Z'],
    ['a bare offset', '?from=2026-11-23T10:00+02:00&to=2026-11-24', '2026-11-23T08:00Z', '2026-11-24T00:00Z'],
    ['an offset west', '?from=2026-11-23T10:00-05:00&to=2026-11-24', '2026-11-23T15:00Z', '2026-11-24T00:00Z'],
    ['a leap day', '?from=2028-02-29&to=2028-03-01', '2028-02-29T00:00Z', '2028-03-01T00:00Z'],
    ['other parameters beside it', '?x=1&to=2026-12-01&from=2026-11-01', '2026-11-01T00:00Z', '2026-12-01T00:00Z'],
  ])('may be given in %s', async (_what, query, from, to) => {
    const response = await servedForge().get(at(query));
    expect((await response.json()).range).toEqual({ from: Date.parse(from), to: Date.parse(to) });
  });

  test.each([
    '?from=2026-11-01',
    '?to=2026-11-01',
    '?from=&to=',
    '?from=2026-11-01&to=',
    '?from=2026-12-01&to=2026-11-01',
    '?from=2026-11-01&to=2026-11-01',
    '?from=2026-02-30&to=2026-12-01',
    '?from=2027-02-29&to=2027-12-01',
    '?from=2026-13-01&to=2026-12-01',
    '?from=2026-11-01T25:00Z&to=2026-12-01',
    '?from=2026-11-01T10:00&to=2026-12-01',
    '?from=1764028800000&to=1764115200000',
    '?from=yesterday&to=today',
    '?from=01.11.2026&to=01.12.2026',
    `?from=${'9'.repeat(10_000)}&to=2026-12-01`,
  ])('is refused when it is none: %j', async (query) => {
    const problem = await problemOf(await servedForge().get(at(query)), 'request_invalid');
    expect(JSON.stringify(problem)).not.toContain('yesterday');
  });

  test('takes in the runs that lie within it, and no others', async () => {
    const { get, post, clock } = servedForge();
    await post(goodBody);
    clock.advance(86_400_000);
    await post(goodBody);
    const runsOf = async (query: string) => (await (await get(at(query))).json()).runs.succeeded;
    expect(await runsOf('')).toBe(2);
    expect(await runsOf('?from=2026-11-23&to=2026-11-24')).toBe(1);
    expect(await runsOf('?from=2026-11-25&to=2026-11-26')).toBe(0);
  });
});

test('a plan without analytics is answered 403', async () => {
  const features = { gpt_editor: true, analytics: false };
  const plan = planWith({ 'user-calls-hour': 1 }, { id: 'small', features });
  const problem = await problemOf(await servedForge({ plans: [plan] }).get(at('')), 'plan_feature_missing');
  expect(problem.details).toEqual({ plan: 'small', feature: 'analytics' });
});

test('nobody sees the figures of another user', async () => {
  const { post, send, tokenFor } = servedForge();
  await post(goodBody);
  const authorization = `Bearer ${await tokenFor({ userId: 'bob' })}`;
  const { runs } = await (await send(at(''), { headers: { authorization } })).json();
  expect(runs.succeeded).toBe(0);
});

test('reading is announced with the limits, and charged nothing', async () => {
  const { get } = servedForge();
  const headers = [await get(at('')), await get(at(''))].map((response) => response.headers.get('ratelimit'));
  expect(headers).toEqual([expect.stringMatching(/^"user-calls-hour";r=10;/), headers[0]]);
});
