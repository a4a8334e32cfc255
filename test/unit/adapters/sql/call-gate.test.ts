import { expect, test } from 'vitest';
import { CallGate } from '../../../../adapters/sql/call-gate.js';

/** Work that ends when it is told to. */
function pendingWork() {
  let settle: { succeed: () => void; fail: () => void } = { succeed: () => {}, fail: () => {} };
  const promise = new Promise<void>((resolve, reject) => {
    settle = { succeed: resolve, fail: () => reject(new Error('failed')) };
  });
  return { run: () => promise, ...settle };
}

test('closing waits for calls under way, also for those that fail', async () => {
  const gate = new CallGate();
  const story: string[] = [];
  const [first, second] = [pendingWork(), pendingWork()];
  const calls = Promise.allSettled([gate.run(first.run), gate.run(second.run)]);
  const closing = gate.close(async () => {
    story.push('released');
  });

  first.succeed();
  await new Promise(setImmediate);
  story.push('second call ends');
  second.fail();

  await Promise.all([calls, closing]);
  expect(story).toEqual(['second call ends', 'released']);
});

test('a call after close is refused, and closing again releases nothing twice', async () => {
  const gate = new CallGate();
  let releases = 0;
  const release = async () => {
    releases += 1;
  };
  await Promise.all([gate.close(release), gate.close(release)]);
  expect(releases).toBe(1);
  await expect(gate.run(async () => 1)).rejects.toMatchObject({ code: 'storage_unavailable' });
});
