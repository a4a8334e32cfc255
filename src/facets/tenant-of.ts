import { personalOrg, type TenantScope } from '../domain/access/principal.js';
import { isIdentifier } from '../domain/text/is-identifier.js';
import { PromptForgeError } from '../errors/promptforge-error.js';

/** An organization, or a user without one. */
export type TenantReference =
  | { readonly orgId: string; readonly userId?: never }
  | { readonly userId: string; readonly orgId?: never };

/** @throws PromptForgeError `request_invalid` */
export function tenantOf(reference: TenantReference): TenantScope {
  const { orgId, userId } = reference ?? {};
  if (userId === undefined && isIdentifier(orgId)) return { orgId };
  if (orgId === undefined && isIdentifier(userId)) {
    const personal = personalOrg(userId);
    if (isIdentifier(personal)) return { orgId: personal };
  }
  throw new PromptForgeError(
    'request_invalid',
    'Give orgId, or userId for a user without an organization: a string of 1 to 255 characters, a userId of 246, without control characters.',
  );
}
