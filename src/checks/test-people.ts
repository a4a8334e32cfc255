import type { Role } from '../index.js';

/** Organizations that checks use, and nobody else. They are the same in each run, so that their number never grows. */
export const checkOrganizations = {
  tenant: 'promptforge-check-tenant',
  other: 'promptforge-check-other',
  limits: 'promptforge-check-limits',
} as const;

export type CheckOrganization = keyof typeof checkOrganizations;

/** Whose token a request may bring. Each run makes new users, so that no limit is used up before. */
export const testPeople = {
  owner: { organization: 'tenant', role: 'owner' },
  member: { organization: 'tenant', role: 'member' },
  viewer: { organization: 'tenant', role: 'viewer' },
  /** Of another organization. */
  stranger: { organization: 'other', role: 'owner' },
  /** Whose plan allows three calls. */
  limited: { organization: 'limits', role: 'member' },
  /** Whose session has ended. */
  ended: { organization: 'tenant', role: 'member' },
  /** Whose token lives for a second. */
  brief: { organization: 'tenant', role: 'member' },
} as const satisfies Record<string, { readonly organization: CheckOrganization; readonly role: Role }>;

export type TestPerson = keyof typeof testPeople;

/** Calls that the plan of `limited` allows. */
export const limitedCalls = 3;
