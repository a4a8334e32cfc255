import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import { type PostgresStorageOptions, postgresStorage } from '../../../../adapters/postgres/index.js';
import { PromptForgeError } from '../../../../src/storage.js';

const connectionString = 'postgres://ada:password@127.0.0.1:5432/app';
const pool = {
  query: () => Promise.reject(new Error('not to be called')),
  connect: () => Promise.reject(new Error('not to be called')),
};

function errorOf(options: unknown): unknown {
  try {
    postgresStorage(options as PostgresStorageOptions);
  } catch (error) {
    return error;
  }
  return null;
}

test.each<[string, unknown, string]>([
  ['neither an address nor a pool', {}, 'either connectionString or pool'],
  ['both an address and a pool', { connectionString, pool }, 'either connectionString or pool'],
  ['a pooler without a way past it', { connectionString, preparedStatements: false }, 'directConnectionString'],
  ['no connections', { connectionString, maxConnections: 0 }, 'maxConnections'],
  ['half a connection', { connectionString, maxConnections: 1.5 }, 'maxConnections'],
  ['a timeout that is none', { connectionString, connectionTimeoutMs: Number.NaN }, 'connectionTimeoutMs'],
  ['a timeout that timers cannot count', { connectionString, statementTimeoutMs: 2 ** 31 }, 'statementTimeoutMs'],
  ['settings of a pool for one of the host', { pool, maxConnections: 5 }, 'set it on yours'],
  ['no options at all', undefined, 'either connectionString or pool'],
  ['a misspelt option', { connectionString, maxConections: 3 }, 'It takes: connectionString, pool'],
  ['a text for a truth', { connectionString, preparedStatements: 'false' }, 'true or false'],
  ['a pool that is none', { pool: {} }, 'a Pool of the package pg'],
])('%s is config_invalid at once', (_, options, words) => {
  expect(errorOf(options)).toMatchObject({ code: 'config_invalid', message: expect.stringContaining(words) });
});

test.each([
  '',
  'secret',
  'host=127.0.0.1 password=secret',
  'https://ada:secret@127.0.0.1/app',
  'postgres://ada:secret%zz@127.0.0.1/app',
  'postgres://ada:secret@127.0.0.1:99999/app',
])('%j is no address, and is not repeated', (wrong) => {
  const asked = [{ connectionString: wrong }, { connectionString, directConnectionString: wrong }];
  for (const error of asked.map(errorOf)) {
    expect(PromptForgeError.is(error)).toBe(true);
    expect(error).toMatchObject({ code: 'config_invalid', message: expect.stringContaining('postgres://USER:') });
    expect(inspect(error, { depth: 10, showHidden: true })).not.toContain('secret');
  }
});

test.each([
  connectionString,
  'postgresql://127.0.0.1/app?sslmode=require',
  'postgres:///app?host=/var/run/postgresql',
])('%s is an address; nothing is connected before the first call', (address) => {
  expect(errorOf({ connectionString: address })).toBeNull();
});
