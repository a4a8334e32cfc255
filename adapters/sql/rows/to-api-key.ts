import type { ApiKey } from '../../../src/storage.js';
import type { Row } from './row.js';

export function toApiKey(row: Row): ApiKey {
  return {
    id: row.text('id'),
    orgId: row.text('orgId'),
    userId: row.text('userId'),
    role: row.literal('role'),
    name: row.text('name'),
    last4: row.text('last4'),
    scopes: row.document<ApiKey['scopes']>('scopes') ?? [],
    limits: row.document<ApiKey['limits']>('limits') ?? [],
    createdAt: row.number('createdAt'),
    expiresAt: row.nullableNumber('expiresAt'),
    lastUsedAt: row.nullableNumber('lastUsedAt'),
    revokedAt: row.nullableNumber('revokedAt'),
    previousUntil: row.nullableNumber('previousUntil'),
  };
}
