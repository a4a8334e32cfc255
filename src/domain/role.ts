/** What a member may be in an organization, from the most to the least powerful. */
export const roles = ['owner', 'admin', 'member', 'viewer'] as const;
export type Role = (typeof roles)[number];
