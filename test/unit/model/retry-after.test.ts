import { expect, test } from 'vitest';
import { retryAfter } from '../../../src/model/retry-after.js';

const now = Date.parse('2026-11-23T12:00:00Z');
const read = (headers: Record<string, string>) => retryAfter(new Headers(headers), now);

test.each([
  [{ 'retry-after': '0' }, 0],
  [{ 'retry-after': '120' }, 120_000],
  [{ 'retry-after': '1.5' }, 1_500],
  [{ 'retry-after': '86400' }, 86_400_000],
  [{ 'retry-after': 'Mon, 23 Nov 2026 12:00:30 GMT' }, 30_000],
  [{ 'retry-after': 'Mon, 23 Nov 2026 11:59:00 GMT' }, 0],
  [{ 'retry-after-ms': '250', 'retry-after': '9' }, 250],
  [{ 'retry-after-ms': 'soon', 'retry-after': '9' }, 9_000],
  [{ 'retry-after': 'soon' }, null],
  [{ 'retry-after': 'Infinity' }, null],
  [{ 'retry-after': '' }, null],
  [{}, null],
])('%j asks for a wait of %s ms', (headers, wait) => {
  expect(read(headers)).toBe(wait);
});

test('an answer without headers asks for no wait', () => {
  expect(retryAfter(undefined, now)).toBeNull();
});
