import type { Role } from './role.js';

const everybody = ['owner', 'admin', 'member', 'viewer'] as const satisfies readonly Role[];
const workers = ['owner', 'admin', 'member'] as const satisfies readonly Role[];
const leaders = ['owner', 'admin'] as const satisfies readonly Role[];

/** What may be allowed to somebody, what each name stands for, and the roles that may: all of access in one table. */
export const permissionTable = {
  'runs:create': {
    roles: workers,
    meaning: 'runs of every kind, and what they would take: `optimize()`, `score()`, `compare()`, `test()`, `plan()`',
  },
  'runs:read': { roles: everybody, meaning: 'the own runs: `forge.runs`' },
  'quota:consume': {
    roles: workers,
    meaning: 'routes of the host that count against the plan: `guard()`, `guarded()`',
  },
  'library:read': { roles: everybody, meaning: 'modules, and what is shared of parameter sets and saved prompts' },
  'library:write': { roles: workers, meaning: 'saving parameter sets and prompts, and exporting runs' },
  'library:publish': { roles: leaders, meaning: 'publishing modules for the organization' },
  'plan:read': { roles: everybody, meaning: 'the plan of the organization and what is left of it' },
  'analytics:read': { roles: everybody, meaning: 'figures of the own runs: `forge.analytics` and GET /analytics/user' },
  'analytics:read_organization': { roles: leaders, meaning: 'figures and events of everybody in the organization' },
  'analytics:read_platform': {
    roles: leaders,
    meaning: 'figures of all organizations, for members of one that the option `operators` names, and nobody else',
  },
  'checks:run': {
    roles: leaders,
    meaning: 'the checks of GET /testing, for members of an organization that the option `operators` names',
  },
  'sessions:manage': { roles: everybody, meaning: 'seeing and ending the own sessions' },
  'profile:manage': { roles: everybody, meaning: 'the own profile, settings, password and personal data' },
  'organizations:join': {
    roles: everybody,
    meaning: 'making an organization, joining one that invites, and leaving it',
  },
  'organization:read': { roles: everybody, meaning: 'the name of the organization and who belongs to it' },
  'organization:update': { roles: leaders, meaning: 'renaming the organization' },
  'members:manage': { roles: leaders, meaning: 'inviting, removing and searching members, and changing their roles' },
  'api_keys:manage': { roles: leaders, meaning: 'creating, rotating and revoking API keys' },
} as const satisfies Record<string, { readonly roles: readonly Role[]; readonly meaning: string }>;

/** The permissions every PromptForge knows. */
export type BuiltInPermission = keyof typeof permissionTable;

/**
 * Permissions of the host's own. Add yours by declaration merging, and say in the `permissions` option
 * who has them: `declare module 'promptforge' { interface HostPermissions { 'reports:publish': true } }`.
 */
// biome-ignore lint/suspicious/noEmptyInterface: it is there to be added to.
export interface HostPermissions {}

export type HostPermission = keyof HostPermissions & string;
export type Permission = BuiltInPermission | HostPermission;

/** The roles that have each permission. */
export type PermissionTable = Readonly<Record<Permission, readonly Role[]>>;
