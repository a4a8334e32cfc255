import type { Principal } from './principal.js';
import { isAtLeast } from './role.js';

/** What belongs to somebody, and may be shared within the organization. */
export interface Shareable {
  /** Null once that user was erased. */
  readonly ownerId: string | null;
  readonly shared: boolean;
}

/** Whether somebody may change it: its owner, and of what is shared owners and admins of the organization. */
export function mayChange(
  { userId, role }: Pick<Principal, 'userId' | 'role'>,
  { ownerId, shared }: Shareable,
): boolean {
  return ownerId === userId || (shared && isAtLeast(role, 'admin'));
}
