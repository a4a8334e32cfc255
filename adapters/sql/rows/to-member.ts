import type { Member } from '../../../src/storage.js';
import type { Row } from './row.js';

export function toMember(row: Row): Member {
  return { userId: row.text('userId'), role: row.literal('role'), joinedAt: row.number('joinedAt') };
}
