import type { Invitation } from '../../../src/storage.js';
import type { Row } from './row.js';

export function toInvitation(row: Row): Invitation {
  return {
    id: row.text('id'),
    orgId: row.text('orgId'),
    email: row.text('email'),
    role: row.literal('role'),
    invitedBy: row.text('invitedBy'),
    createdAt: row.number('createdAt'),
    expiresAt: row.number('expiresAt'),
    acceptedAt: row.nullableNumber('acceptedAt'),
    acceptedBy: row.nullableText('acceptedBy'),
    revokedAt: row.nullableNumber('revokedAt'),
  };
}
