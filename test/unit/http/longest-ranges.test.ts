import { describe, expect, test } from 'vitest';
import { goodBody, problemOf, servedForge } from './served-forge.js';

const ends = [
  'first=0001-01-01&last=9999-12-31',
  'first=9999-12-01&last=9999-12-31',
  'first=1970-01-01&last=2999-12-31',
];

describe('days at the ends of the calendar keep nobody else waiting', () => {
  test.each([
    '/dashboard',
    '/dashboard/performance',
    '/dashboard/business',
    '/analytics/performance',
    '/analytics/export',
  ])('GET %s', async (path) => {
    const { post, send, tokenFor } = servedForge();
    await post(goodBody);
    const headers = { authorization: `Bearer ${await tokenFor({ role: 'admin' })}` };
    for (const days of ends) await problemOf(await send(`/api${path}?${days}`, { headers }), 'request_invalid');
  });

  test('nor do times', async () => {
    const { get, post } = servedForge();
    await post(goodBody);
    const range = 'from=0001-01-01&to=9999-12-31T23:59:59.999Z';
    for (const path of ['/analytics/user', '/me/statistics']) {
      const { runs } = await (await get(`/api${path}?${range}`)).json();
      expect(runs.succeeded).toBe(1);
    }
  });
});
