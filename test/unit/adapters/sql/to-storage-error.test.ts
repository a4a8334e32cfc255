import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import { toStorageError } from '../../../../adapters/sql/to-storage-error.js';
import { PromptForgeError } from '../../../../src/storage.js';

function driverError(code: unknown): Error {
  return Object.assign(new Error('Key (id)=(what a user wrote) already exists.'), {
    name: 'DatabaseError',
    code,
    detail: 'what a user wrote',
  });
}

test.each([
  ['3F000', 'storage_not_ready'],
  ['42P01', 'storage_not_ready'],
  ['42883', 'storage_not_ready'],
  ['PGRST202', 'storage_not_ready'],
  ['22P02', 'internal'],
  ['23505', 'internal'],
  ['40001', 'storage_unavailable'],
  ['53100', 'storage_unavailable'],
  ['ECONNREFUSED', 'storage_unavailable'],
  [undefined, 'storage_unavailable'],
])('a driver error of code %s is %s', (code, expected) => {
  expect(toStorageError(driverError(code)).code).toBe(expected);
});

test.each([
  ['ENOTFOUND', 'storage_unavailable', 'Check the host', null],
  ['EAI_AGAIN', 'storage_unavailable', 'Check the host', 1_000],
  ['ECONNREFUSED', 'storage_unavailable', 'host and port', 1_000],
  ['ETIMEDOUT', 'storage_unavailable', 'host and port', 1_000],
  ['28P01', 'storage_unavailable', 'password', null],
  ['28000', 'storage_unavailable', 'password', null],
  ['3D000', 'storage_unavailable', 'create the database', null],
  ['42501', 'storage_unavailable', 'promptforge.grant_service()', null],
  ['25006', 'storage_unavailable', 'primary', null],
  ['53100', 'storage_unavailable', 'disk', null],
  ['ENOSPC', 'storage_unavailable', 'disk', null],
  ['53300', 'storage_unavailable', 'maxConnections', 1_000],
  ['57P01', 'storage_unavailable', 'Call again', 1_000],
  ['57P03', 'storage_unavailable', 'Call again', 1_000],
  ['08006', 'storage_unavailable', 'Call again', 1_000],
  ['08P01', 'storage_unavailable', 'pooler', 1_000],
  ['ECONNRESET', 'storage_unavailable', 'Call again', 1_000],
  ['26000', 'storage_unavailable', 'preparedStatements: false', null],
  ['42P05', 'storage_unavailable', 'preparedStatements: false', null],
  ['55P03', 'storage_locked', 'pg_locks', 1_000],
  ['57014', 'storage_unavailable', 'timeout', 1_000],
  ['40001', 'storage_unavailable', 'Call again', 1_000],
  ['40P01', 'storage_unavailable', 'Call again', 1_000],
  ['PGRST000', 'storage_unavailable', 'Call again', 1_000],
  ['PGRST003', 'storage_unavailable', 'Call again', 1_000],
  ['SELF_SIGNED_CERT_IN_CHAIN', 'storage_unavailable', 'sslmode', null],
])('%s is %s, and the message says what to do about it', (code, expected, words, retryAfterMs) => {
  const details = /^[0-9A-Z]{5}$/.test(code) ? { sqlState: code } : { reason: code };
  expect(toStorageError(driverError(code))).toMatchObject({
    code: expected,
    message: expect.stringContaining(words),
    retryAfterMs,
    details,
  });
});

test.each([
  ['Connection terminated unexpectedly', 'CONNECTION_LOST', 'broke'],
  ['Connection terminated due to connection timeout', 'CONNECTION_TIMEOUT', 'host and port'],
  ['timeout exceeded when trying to connect', 'POOL_EXHAUSTED', 'maxConnections'],
  ['Query read timeout', 'QUERY_TIMEOUT', 'timeout'],
])('what the driver only says in words is understood (%s)', (message, reason, words) => {
  expect(toStorageError(new Error(message))).toMatchObject({
    code: 'storage_unavailable',
    message: expect.stringContaining(words),
    details: { reason },
  });
});

test('an error that nobody knows keeps its code, and says no more', () => {
  expect(toStorageError(driverError('XX000'))).toMatchObject({
    message: 'The database failed or did not answer (XX000).',
    details: { sqlState: 'XX000' },
    retryAfterMs: null,
  });
});

test('a missing schema says what to call', () => {
  expect(toStorageError(driverError('3F000')).message).toContain('forge.setup()');
});

test.each([
  '23505',
  '3F000',
  'XX000',
  'what a user wrote',
  undefined,
])('nothing of the message or the detail of the driver is left (code %s)', (code) => {
  expect(inspect(toStorageError(driverError(code)), { depth: 10, showHidden: true })).not.toContain('user wrote');
});

test('the cause keeps the name and the code of the driver error', () => {
  expect(toStorageError(driverError('53100')).cause).toMatchObject({ name: 'DatabaseError', code: '53100' });
});

test('whatever is thrown becomes a PromptForgeError; one that is one stays itself', () => {
  const own = new PromptForgeError('storage_locked', 'locked');
  expect(toStorageError(own)).toBe(own);
  for (const thrown of ['text', null, undefined, 42]) expect(toStorageError(thrown).code).toBe('storage_unavailable');
});
