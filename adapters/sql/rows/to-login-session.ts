import type { LoginSession, Role } from '../../../src/storage.js';
import type { Row } from './row.js';

export function toLoginSession(row: Row): LoginSession {
  return {
    id: row.text('id'),
    userId: row.text('userId'),
    orgId: row.text('orgId'),
    role: row.has('role') ? row.literal<Role>('role') : null,
    device: row.nullableText('device'),
    createdAt: row.number('createdAt'),
    lastUsedAt: row.number('lastUsedAt'),
    expiresAt: row.number('expiresAt'),
    idleTimeoutMs: row.nullableNumber('idleTimeoutMs'),
    revokedAt: row.nullableNumber('revokedAt'),
    revokedReason: row.nullableText('revokedReason'),
  };
}
