import { describe, expect, test, vi } from 'vitest';
import { systemClock } from '../../../src/ports/system-clock.js';

describe('the clock of the process', () => {
  test('sleeps for the time it is told', async () => {
    vi.useFakeTimers();
    try {
      const slept = systemClock.sleep(1_000, new AbortController().signal);
      await vi.advanceTimersByTimeAsync(999);
      expect(vi.getTimerCount()).toBe(1);
      await vi.advanceTimersByTimeAsync(1);
      await expect(slept).resolves.toBeUndefined();
    } finally {
      vi.useRealTimers();
    }
  });

  test('sleeps on where a timer could not hold the time, and would fire at once', async () => {
    vi.useFakeTimers();
    try {
      const slept = vi.fn();
      systemClock.sleep(3_000_000_000, new AbortController().signal).then(slept);
      await vi.advanceTimersByTimeAsync(86_400_000);
      expect(slept).not.toHaveBeenCalled();
      await vi.advanceTimersByTimeAsync(24 * 86_400_000);
      expect(slept).toHaveBeenCalledOnce();
    } finally {
      vi.useRealTimers();
    }
  });

  test('wakes at once when the signal aborts, with its reason, and leaves no timer', async () => {
    vi.useFakeTimers();
    try {
      const controller = new AbortController();
      const slept = systemClock.sleep(1_000, controller.signal);
      const reason = new Error('enough');
      controller.abort(reason);
      await expect(slept).rejects.toBe(reason);
      expect(vi.getTimerCount()).toBe(0);
      await expect(systemClock.sleep(1_000, controller.signal)).rejects.toBe(reason);
    } finally {
      vi.useRealTimers();
    }
  });
});
