import { describe, expect, test } from 'vitest';
import { nextInterval, previousInterval } from '../../../../src/domain/time/calendar-interval.js';
import {
  daysAfter,
  daysBetween,
  intervalStart,
  intervalStarts,
  localDay,
} from '../../../../src/domain/time/local-day.js';
import { dayStart, isDayRange, mostDays } from '../../../../src/domain/time/zoned-day.js';

describe('days of a time zone', () => {
  test.each([
    ['UTC', '2028-02-29', '2028-02-29T00:00:00Z'],
    ['Europe/Berlin', '2026-03-29', '2026-03-28T23:00:00Z'],
    ['Europe/Berlin', '2026-03-30', '2026-03-29T22:00:00Z'],
    ['America/New_York', '2026-11-01', '2026-11-01T04:00:00Z'],
    ['America/New_York', '2026-11-02', '2026-11-02T05:00:00Z'],
    ['Asia/Kathmandu', '2026-06-01', '2026-05-31T18:15:00Z'],
    ['Australia/Lord_Howe', '2026-10-05', '2026-10-04T13:00:00Z'],
    ['Pacific/Kiritimati', '2026-01-01', '2025-12-31T10:00:00Z'],
    // Clocks went from midnight to one.
    ['America/Santiago', '2026-09-06', '2026-09-06T04:00:00Z'],
    // A day that never was.
    ['Pacific/Apia', '2011-12-30', '2011-12-30T10:00:00Z'],
  ])('%s: %s begins at %s', (timeZone, day, instant) => {
    const start = dayStart(timeZone, day);
    expect(new Date(start).toISOString()).toBe(new Date(instant).toISOString());
    expect(localDay(start, timeZone) >= day).toBe(true);
    expect(localDay(start - 1, timeZone) < day).toBe(true);
  });

  test('follow one another over the ends of months and leap days', () => {
    expect(daysAfter('2028-02-28', 1)).toBe('2028-02-29');
    expect(daysAfter('2026-03-01', -1)).toBe('2026-02-28');
    expect(daysBetween({ first: '2027-12-30', last: '2028-01-02' })).toEqual([
      '2027-12-30',
      '2027-12-31',
      '2028-01-01',
      '2028-01-02',
    ]);
    expect(daysBetween({ first: '2028-01-02', last: '2028-01-01' })).toEqual([]);
  });

  test('come to an end where four digits are too few for the year', () => {
    expect(daysBetween({ first: '9999-12-30', last: '9999-12-31' })).toEqual(['9999-12-30', '9999-12-31']);
    expect(intervalStarts({ first: '9999-12-01', last: '9999-12-31' }, 'month')).toEqual(['9999-12-01']);
  });

  const no = [
    '2026-02-29',
    '2026-13-01',
    '2026-1-1',
    '26-01-01',
    '',
    7,
    null,
    '0001-01-01',
    '1969-12-31',
    '9999-12-31',
  ];
  test.each(no)('%j is none that figures are told of', (text) => {
    expect(isDayRange({ first: text, last: text })).toBe(false);
  });

  test('are told of up to some ten years at once', () => {
    const first = '2990-01-01';
    expect(isDayRange({ first, last: first })).toBe(true);
    expect(isDayRange({ first: '1970-01-01', last: daysAfter('1970-01-01', mostDays - 1) })).toBe(true);
    expect(isDayRange({ first, last: '2999-12-31' })).toBe(true);
    expect(isDayRange({ first: '1970-01-01', last: daysAfter('1970-01-01', mostDays) })).toBe(false);
    expect(isDayRange({ first: '2026-11-02', last: '2026-11-01' })).toBe(false);
  });

  test('are in weeks from Monday on, and in months', () => {
    expect(intervalStart('2026-11-29', 'week')).toBe('2026-11-23');
    expect(intervalStart('2026-11-30', 'week')).toBe('2026-11-30');
    expect(intervalStart('2028-02-29', 'month')).toBe('2028-02-01');
    expect(nextInterval('2028-01-01', 'month')).toBe('2028-02-01');
    expect(previousInterval('2028-03-01', 'month')).toBe('2028-02-01');
    expect(nextInterval('2026-12-28', 'week')).toBe('2027-01-04');
    expect(previousInterval('2028-03-01', 'day')).toBe('2028-02-29');
  });
});
