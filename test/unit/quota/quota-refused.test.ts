import { describe, expect, test } from 'vitest';
import type { WindowState } from '../../../src/domain/quota/quota-window.js';
import { quotaRefused } from '../../../src/quota/quota-refused.js';

const hour: WindowState = {
  subject: 'user',
  meter: 'calls',
  period: 'hour',
  max: 10,
  anchor: null,
  algorithm: 'fixed',
  used: 10,
  remaining: 0,
  resetAfterMs: 1_500,
};
const month: WindowState = { ...hour, period: 'month', max: 50, used: 10, remaining: 40, resetAfterMs: 9_000 };

describe('a refusal by quota', () => {
  test('names what is full, and how much of everything is left', () => {
    const error = quotaRefused(
      { outcome: 'refused', windows: [hour, month], blocked: [hour], retryAfterMs: 1_500 },
      'Pilot',
    );
    expect(error.code).toBe('quota_exceeded');
    expect(error.details).toEqual({
      windows: [
        {
          name: 'user-calls-hour',
          meter: 'calls',
          period: 'hour',
          max: 10,
          algorithm: 'fixed',
          used: 10,
          remaining: 0,
          resetAfterMs: 1_500,
        },
        {
          name: 'user-calls-month',
          meter: 'calls',
          period: 'month',
          max: 50,
          algorithm: 'fixed',
          used: 10,
          remaining: 40,
          resetAfterMs: 9_000,
        },
      ],
      blocked: ['user-calls-hour'],
    });
  });

  test('says how long to wait, in seconds rounded up', () => {
    const error = quotaRefused({ outcome: 'refused', windows: [hour], blocked: [hour], retryAfterMs: 1_500 }, 'Pilot');
    expect(error.retryAfterMs).toBe(1_500);
    expect(error.message).toContain('The Pilot plan has no room left in: user-calls-hour.');
    expect(error.message).toContain('in 2 seconds');
  });

  test('that waiting cannot mend says what does', () => {
    const error = quotaRefused({ outcome: 'refused', windows: [hour], blocked: [hour], retryAfterMs: null }, 'Pilot');
    expect(error.retryAfterMs).toBeNull();
    expect(error.message).toContain('shorten the prompt or change to a larger plan');
    expect(error.message).not.toContain('seconds');
  });
});
