import { expect, test } from 'vitest';
import { InTurn } from '../../../adapters/stripe/turns/in-turn.js';

/** Tasks that tell when they start, and end when they are told to. */
function tasks(turns: InTurn) {
  const started: string[] = [];
  const end = new Map<string, (error?: Error) => void>();
  const run = (key: string, name: string) =>
    turns.run(
      key,
      () =>
        new Promise<string>((resolve, reject) => {
          started.push(name);
          end.set(name, (error) => (error === undefined ? resolve(name) : reject(error)));
        }),
    );
  return { started, end, run };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

test('tasks of a key run in their order, each by itself, and those of another key beside them', async () => {
  const { started, end, run } = tasks(new InTurn());
  const results = [run('a', 'one'), run('a', 'two'), run('a', 'three'), run('b', 'other')];
  expect(started).toEqual(['one', 'other']);
  end.get('one')?.();
  await settled();
  expect(started).toEqual(['one', 'other', 'two']);
  for (const name of ['two', 'three', 'other']) {
    end.get(name)?.();
    await settled();
  }
  expect(await Promise.all(results)).toEqual(['one', 'two', 'three', 'other']);
});

test('a task that fails fails for who asked for it, and not for the next', async () => {
  const { started, end, run } = tasks(new InTurn());
  const first = run('a', 'one');
  const second = run('a', 'two');
  end.get('one')?.(new Error('no'));
  await expect(first).rejects.toThrow('no');
  await settled();
  end.get('two')?.();
  expect(await second).toBe('two');
  void run('a', 'three');
  expect(started).toEqual(['one', 'two', 'three']);
});
