import type { Permission } from '../domain/access/permission.js';
import { isIdentifier } from '../domain/text/is-identifier.js';
import { PromptForgeError } from '../errors/promptforge-error.js';
import type { AsCaller, Authenticated, Working } from './caller.js';

/** Whoever calls, by an access token; or on the trusted side of the host anybody, by `userId`. */
export type PersonReference =
  | (Authenticated & { readonly userId?: never })
  | { readonly userId: string; readonly token?: never };

/**
 * Carries out a task for a person. A request with both is refused: what a client has sent must not
 * choose whom the call is for.
 * @throws PromptForgeError `request_invalid`, and what `asCaller` throws.
 */
export async function asPerson<T>(
  { asCaller, working }: { readonly asCaller: AsCaller; readonly working: Working },
  reference: object,
  permission: Permission,
  task: (userId: string) => Promise<T>,
): Promise<T> {
  const { token, userId }: { token?: unknown; userId?: unknown } = reference;
  if (!('userId' in reference)) return asCaller(token, permission, (caller) => task(caller.userId));
  return working(async () => {
    if (!('token' in reference) && isIdentifier(userId)) return task(userId);
    throw new PromptForgeError(
      'request_invalid',
      'Give the token of the caller, or on your servers userId alone: a string of 1 to 255 characters without control characters.',
    );
  });
}
