import type { Role } from '../access/role.js';

/** What a tenant is called. A personal organization may go without being saved at all. */
export interface Organization {
  readonly name: string;
}

/** Somebody who belongs to an organization. */
export interface Member {
  readonly userId: string;
  readonly role: Role;
  /** Epoch milliseconds by the store's clock; a change of role leaves it as it was. */
  readonly joinedAt: number;
}

/** An organization somebody belongs to. */
export interface Membership {
  readonly orgId: string;
  readonly name: string;
  readonly role: Role;
  /** Epoch milliseconds by the store's clock. */
  readonly joinedAt: number;
}

/** A member as administrators find them. */
export interface FoundMember extends Member {
  /** From the profile; null without one. */
  readonly displayName: string | null;
  /** From the profile; null without one, and when the person does not show it. */
  readonly email: string | null;
}
