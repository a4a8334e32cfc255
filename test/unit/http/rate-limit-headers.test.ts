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

test('a limit beyond what a structured field can say is given as the most it can', () => {
  const headers = rateLimitHeaders([{ ...window, max: Number.MAX_SAFE_INTEGER, remaining: Number.MAX_SAFE_INTEGER }]);
  expect(headers['ratelimit-policy']).toContain('q=999999999999999;');
  expect(headers.ratelimit).toContain('r=999999999999999;');
});

describe('the windows of a refusal', () => {
  const told = { ...window, max: 10, remaining: 0, algorithm: 'sliding' };
  const other = { ...told, name: 'user-calls-hour', period: 'hour', resetAfterMs: 900 };

  test('that slide and are full tell when there is enough again, which is not when they end', () => {
    const windows = refusedWindows({ windows: [told, other], blocked: [told.name] }, 7_000);
    expect(windows.map(({ name, resetAfterMs }) => [name, resetAfterMs])).toEqual([
      ['user-calls-day', 7_000],
      ['user-calls-hour', 900],
    ]);
  });

  test.each([
    ['fixed', 7_000],
    ['sliding', null],
  ])('that are %s tell when they end, after a wait of %s ms', (algorithm, retryAfterMs) => {
    const windows = refusedWindows({ windows: [{ ...told, algorithm }], blocked: [told.name] }, retryAfterMs);
    expect(windows[0]?.resetAfterMs).toBe(1_500);
  });

  test('may come from a version that told less, or something else', () => {
    const { algorithm: _untold, ...older } = told;
    expect(refusedWindows({ windows: [older] }, 7_000)).toMatchObject([{ resetAfterMs: 1_500 }]);
    expect(refusedWindows({ windows: 'none' }, 7_000)).toEqual([]);
    expect(refusedWindows(undefined, null)).toEqual([]);
  });
});
