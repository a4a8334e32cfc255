import { expect, test } from 'vitest';
import { PgliteSignals } from '../../../../adapters/pglite/pglite-signals.js';

/** A database that can be listened to, and whose listeners go away one by one, or fail to. */
function database(unlisten: () => Promise<void>) {
  return {
    query: async () => ({ rows: [] }),
    exec: async () => undefined,
    close: async () => {},
    listen: async () => unlisten,
  };
}

test('closing lets go of all that is listened to, also where the host has closed the database before', async () => {
  let asked = 0;
  const signals = new PgliteSignals(() =>
    database(async () => {
      asked += 1;
      throw new Error('PGlite is closed');
    }),
  );
  await signals.watch('one', () => {});
  await signals.watch('two', () => {});
  await signals.close();
  expect(asked).toBe(2);
  await signals.close();
  expect(asked).toBe(2);
});

test('nobody can watch after it was closed', async () => {
  const signals = new PgliteSignals(() => database(async () => {}));
  await signals.close();
  await expect(signals.watch('one', () => {})).rejects.toMatchObject({ code: 'storage_unavailable' });
});
