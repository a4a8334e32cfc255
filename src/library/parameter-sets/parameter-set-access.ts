import { mayChange } from '../../domain/access/may-change.js';
import type { Principal } from '../../domain/access/principal.js';
import type { ParameterSet } from '../../domain/library/parameter-set.js';
import { PromptForgeError } from '../../errors/promptforge-error.js';

/** Their own, and what is shared. */
export function maySee({ userId }: Principal, { ownerId, shared }: ParameterSet): boolean {
  return shared || ownerId === userId;
}

/** @throws PromptForgeError `permission_denied` */
export function requireChange(caller: Principal, set: ParameterSet): void {
  if (mayChange(caller, set)) return;
  throw new PromptForgeError(
    'permission_denied',
    'A shared parameter set is changed by whoever made it, and by owners and administrators. Make one of your own.',
  );
}

export function setNotFound(): PromptForgeError {
  return new PromptForgeError('parameter_set_not_found', 'There is no parameter set with this identifier for you.');
}

export function setChanged(): PromptForgeError {
  return new PromptForgeError(
    'storage_conflict',
    'Somebody has changed the parameter set in the meantime. Load it again, and decide anew.',
  );
}
