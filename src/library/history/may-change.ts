import type { Principal } from '../../domain/principal.js';
import { isAtLeast } from '../../domain/role.js';
import type { SavedPrompt } from '../../domain/saved-prompt.js';

/** Whether a caller who sees a prompt may change it: its owner, and of a shared one owners and admins of the organization. */
export function mayChange({ userId, role }: Pick<Principal, 'userId' | 'role'>, prompt: SavedPrompt): boolean {
  return prompt.ownerId === userId || (prompt.shared && isAtLeast(role, 'admin'));
}
