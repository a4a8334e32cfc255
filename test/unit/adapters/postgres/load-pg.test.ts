import { expect, test } from 'vitest';
import { loadPg } from '../../../../adapters/postgres/load-pg.js';

test('a driver that is not installed is told with the command that installs it', async () => {
  const missing = () => Promise.reject(Object.assign(new Error('not found'), { code: 'ERR_MODULE_NOT_FOUND' }));
  await expect(loadPg(missing)).rejects.toMatchObject({
    code: 'config_invalid',
    message: expect.stringContaining('npm install pg'),
  });
});

test('pg before 8.15, whose classes an import finds in its default alone, is taken', async () => {
  class Client {}
  class Pool {}
  const old = () =>
    Promise.resolve({ default: { Client, Pool } }) as unknown as ReturnType<NonNullable<Parameters<typeof loadPg>[0]>>;
  expect(await loadPg(old)).toEqual({ Client, Pool });
});
