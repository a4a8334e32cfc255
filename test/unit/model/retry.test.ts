import { describe, expect, test } from 'vitest';
import type { ModelFault } from '../../../src/model/model-fault.js';
import { retryDelay } from '../../../src/model/retry.js';

const fault: ModelFault = {
  code: 'model_unavailable',
  message: '',
  retryAfterMs: null,
  retry: true,
  formatRejected: false,
  cause: new Error('x'),
};
const policy = { maxAttempts: 10, random: () => 1 };

describe('waiting before another attempt', () => {
  test('doubles from half a second up to eight seconds', () => {
    expect([1, 2, 3, 4, 5, 6, 7].map((sent) => retryDelay(fault, sent, policy))).toEqual([
      500, 1_000, 2_000, 4_000, 8_000, 8_000, 8_000,
    ]);
  });

  test('is spread over its upper half', () => {
    expect(retryDelay(fault, 3, { ...policy, random: () => 0 })).toBe(1_000);
    expect(retryDelay(fault, 3, { ...policy, random: () => 0.5 })).toBe(1_500);
  });

  test('is what the provider asks for, however long or short', () => {
    expect(retryDelay({ ...fault, retryAfterMs: 600_000 }, 1, policy)).toBe(600_000);
    expect(retryDelay({ ...fault, retryAfterMs: 0 }, 4, policy)).toBe(0);
  });

  test('ends with the last attempt allowed', () => {
    expect(retryDelay(fault, 10, policy)).toBeNull();
    expect(retryDelay(fault, 1, { ...policy, maxAttempts: 1 })).toBeNull();
  });

  test('is none for a fault that asking again cannot mend', () => {
    expect(retryDelay({ ...fault, retry: false, retryAfterMs: 5 }, 1, policy)).toBeNull();
  });
});
