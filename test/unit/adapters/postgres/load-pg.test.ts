import { expect, test } from 'vitest';
import { loadPg } from '../../../../adapters/postgres/load-pg.js';

test('a driver that is not installed is told with the command that installs it', async () => {
  const missing = () => Promise.reject(Object.assign(new Error('not found'), { code: 'ERR_MODULE_NOT_FOUND' }));
  await expect(loadPg(missing)).rejects.toMatchObject({
    code: 'config_invalid',
    message: expect.stringContaining('npm install pg'),
  });
});
