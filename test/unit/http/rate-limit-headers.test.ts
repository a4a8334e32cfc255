import { describe, expect, test } from 'vitest';
import { rateLimitHeaders, refusedWindows } from '../../../src/http/rate-limit-headers.js';

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

test('says nothing of when a sliding window ends, since its room comes back bit by bit', () => {
  const sliding = { ...window, max: 10, remaining: 0, algorithm: 'sliding' };
  expect(rateLimitHeaders([sliding])).toEqual({
    'ratelimit-policy': '"user-calls-day";q=10;w=86400',
    ratelimit: '"user-calls-day";r=0',
  });
});

test('a limit beyond what a structured field can say is given as the most it can', () => {
  const headers = rateLimitHeaders([{ ...window, max: Number.MAX_SAFE_INTEGER, remaining: Number.MAX_SAFE_INTEGER }]);
  expect(headers['ratelimit-policy']).toContain('q=999999999999999;');
  expect(headers.ratelimit).toContain('r=999999999999999;');
});

describe('the windows of a refusal', () => {
  const told = { ...window, max: 10, remaining: 0, algorithm: 'sliding' };
  const other = { ...told, name: 'user-calls-hour', period: 'hour', resetAfterMs: 900 };

  const announced = (details: unknown, retryAfterMs: number | null) =>
    rateLimitHeaders(refusedWindows(details, retryAfterMs)).ratelimit;

  test('that slide and are full tell when there is enough again; the others, nothing', () => {
    expect(announced({ windows: [told, other], blocked: [told.name] }, 7_000)).toBe(
      '"user-calls-day";r=0;t=7, "user-calls-hour";r=0',
    );
    expect(announced({ windows: [told], blocked: [told.name] }, null)).toBe('"user-calls-day";r=0');
  });

  test('that are fixed tell when they end, whatever there is to wait for', () => {
    expect(announced({ windows: [{ ...told, algorithm: 'fixed' }], blocked: [told.name] }, 7_000)).toBe(
      '"user-calls-day";r=0;t=2',
    );
  });

  test('may come from a version that told less, or something else', () => {
    const { algorithm: _untold, ...older } = told;
    expect(announced({ windows: [older] }, 7_000)).toBe('"user-calls-day";r=0;t=2');
    expect(refusedWindows({ windows: 'none' }, 7_000)).toEqual([]);
    expect(refusedWindows(undefined, null)).toEqual([]);
  });
});
