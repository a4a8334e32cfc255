import { afterEach, expect, test, vi } from 'vitest';
import { localDay } from '../../../../src/domain/time/local-day.js';

afterEach(() => {
  vi.restoreAllMocks();
});

test('a time zone is remembered once, however its name is written', () => {
  const used = vi.spyOn(Intl.DateTimeFormat.prototype, 'formatToParts');
  const at = Date.UTC(2026, 10, 23, 23, 30);
  // Whoever asks for figures may write it in any of thousands of ways.
  const days = ['Europe/Vienna', 'europe/vienna', 'EUROPE/VIENNA', 'eUROPE/vIENNA'].map((name) => localDay(at, name));
  expect(new Set(days)).toEqual(new Set(['2026-11-24']));
  expect(used).toHaveBeenCalledTimes(4);
  expect(new Set(used.mock.contexts).size).toBe(1);
});
