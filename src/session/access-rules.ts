import { type Permission, type PermissionTable, permissionTable } from '../domain/access/permission.js';
import type { Principal } from '../domain/access/principal.js';
import type { Role } from '../domain/access/role.js';
import { PromptForgeError } from '../errors/promptforge-error.js';

/** Who may do what. */
export interface AccessRules {
  readonly table: PermissionTable;
  /** @throws PromptForgeError `permission_denied`; `request_invalid` for a permission that does not exist. */
  require(caller: Pick<Principal, 'orgId' | 'role' | 'scopes'>, permission: Permission): void;
}

/** What only those may do who run the product, whatever their role elsewhere. */
const operatorsOnly: ReadonlySet<Permission> = new Set(['analytics:read_platform', 'checks:run']);

/**
 * @param changed rows of the host's own, and those it has instead of ours.
 * @param operators organizations of those who run the product.
 */
export function accessRules(
  changed: Readonly<Record<string, readonly Role[]>>,
  operators: readonly string[] = [],
): AccessRules {
  const builtIn = Object.entries(permissionTable).map(([name, { roles }]) => [name, roles]);
  const table: PermissionTable = Object.freeze({ ...Object.fromEntries(builtIn), ...changed });
  return Object.freeze<AccessRules>({
    table,
    require({ orgId, role, scopes }, permission) {
      if (!Object.hasOwn(table, permission)) {
        throw new PromptForgeError(
          'request_invalid',
          `No such permission. There are ${Object.keys(table).join(', ')}; name your own in the permissions option.`,
        );
      }
      const isInScope = scopes === undefined || scopes.includes(permission);
      const isOperator = !operatorsOnly.has(permission) || operators.includes(orgId);
      if (isInScope && isOperator && table[permission].includes(role)) return;
      const owner = isOperator ? `The role ${role}` : 'An organization that the option operators does not name';
      const why = isInScope ? `${owner} does not have` : 'The scopes of the API key do not include';
      throw new PromptForgeError('permission_denied', `${why} the permission ${permission}.`, {
        details: { permission, role },
      });
    },
  });
}
