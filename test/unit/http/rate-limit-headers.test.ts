import { expect, test } from 'vitest';
import { rateLimitHeaders } from '../../../src/http/rate-limit-headers.js';

const window = { name: 'user-calls-day', meter: 'calls', period: 'day', resetAfterMs: 1_500 };

test('names each window of calls, with its quota, its length and what is left', () => {
  const headers = rateLimitHeaders([
    { ...window, max: 10, remaining: 4 },
    { ...window, name: 'org-tokens-month', meter: 'tokens', period: 'month', max: 5, remaining: 5 },
    { ...window, name: 'user-calls-month', period: 'month', max: 50, remaining: 0 },
  ]);
  expect(headers).toEqual({
    'ratelimit-policy': '"user-calls-day";q=10;w=86400, "user-calls-month";q=50',
    ratelimit: '"user-calls-day";r=4;t=2, "user-calls-month";r=0;t=2',
  });
});

test('a limit beyond what a structured field can say is given as the most it can', () => {
  const headers = rateLimitHeaders([{ ...window, max: Number.MAX_SAFE_INTEGER, remaining: Number.MAX_SAFE_INTEGER }]);
  expect(headers['ratelimit-policy']).toContain('q=999999999999999;');
  expect(headers.ratelimit).toContain('r=999999999999999;');
});
