import type { Credential } from '../../../src/storage.js';
import type { Row } from './row.js';

export function toCredential(row: Row): Credential {
  return {
    userId: row.text('userId'),
    email: row.text('email'),
    emailVerifiedAt: row.nullableNumber('emailVerifiedAt'),
    passwordHash: row.text('passwordHash'),
    passwordVersion: row.number('passwordVersion'),
    passwordChangedAt: row.number('passwordChangedAt'),
    createdAt: row.number('createdAt'),
  };
}
