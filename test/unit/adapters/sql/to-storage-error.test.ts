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
