import { describe, expect, test } from 'vitest';
import { OneAtATime } from '../../../adapters/stripe/turns/one-at-a-time.js';

/** A task that ends when it is told to. */
function held() {
  const started: ((value: string) => void)[] = [];
  const failed: ((error: Error) => void)[] = [];
  const task = () =>
    new Promise<string>((resolve, reject) => {
      started.push(resolve);
      failed.push(reject);
    });
  return { task, started, failed };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('one at a time', () => {
  test('whoever asks during a run shares the next one, which starts after they asked', async () => {
    const { task, started } = held();
    const runs = new OneAtATime<string>();
    const first = runs.run('a', task);
    const later = [runs.run('a', task), runs.run('a', task)];
    expect(started).toHaveLength(1);
    started[0]?.('first');
    expect(await first).toBe('first');
    await settled();
    expect(started).toHaveLength(2);
    started[1]?.('second');
    expect(await Promise.all(later)).toEqual(['second', 'second']);
  });

  test('keys do not wait for each other', () => {
    const { task, started } = held();
    const runs = new OneAtATime<string>();
    for (const key of ['a', 'b']) void runs.run(key, task);
    expect(started).toHaveLength(2);
  });

  test('a run that fails fails for those who asked for it, and not for the next', async () => {
    const { task, started, failed } = held();
    const runs = new OneAtATime<string>();
    const first = runs.run('a', task);
    const second = runs.run('a', task);
    failed[0]?.(new Error('no'));
    await expect(first).rejects.toThrow('no');
    await settled();
    started[1]?.('yes');
    expect(await second).toBe('yes');
    const third = runs.run('a', task);
    expect(started).toHaveLength(3);
    started[2]?.('again');
    expect(await third).toBe('again');
  });
});
