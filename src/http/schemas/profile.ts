import { z } from 'zod';
import type { PrivacySettings, ProfileChanges, UserProfile } from '../../index.js';
import { named } from './components.js';

const json = z.record(z.string(), z.unknown());
const text = z.string().nullable();

const privacy = {
  showEmailToOrganization: z.boolean(),
  shareUsageWithOrganization: z.boolean(),
  allowPromptRetention: z.boolean(),
} as const satisfies Record<keyof PrivacySettings, z.ZodBoolean>;

export const profile = named(
  'Profile',
  z.object({
    userId: z.string(),
    version: z.int().min(0).describe('How often it was saved.'),
    email: text,
    displayName: text,
    locale: text,
    timeZone: text,
    avatarUrl: text,
    preferences: json,
    privacy: z.object(privacy),
    notifications: z.record(z.string(), z.boolean()),
    extra: json.describe('Fields of the host.'),
  }),
) satisfies z.ZodType<Omit<UserProfile, 'preferences' | 'extra' | 'notifications'>>;

const cleared = (most: number, description: string) =>
  z.string().min(1).max(most).nullable().exactOptional().describe(description);

const changes = {
  displayName: cleared(200, 'Null clears it, as all here.'),
  email: cleared(320, 'For contact: nobody signs in by it.'),
  locale: cleared(200, 'A BCP 47 language tag.'),
  timeZone: cleared(200, 'A name of the IANA time zone database.'),
  avatarUrl: cleared(2_048, 'An https address.'),
  preferences: json.exactOptional().describe('Merged key by key; null removes one.'),
  privacy: z.strictObject(privacy).partial().exactOptional(),
  notifications: z.record(z.string(), z.boolean()).exactOptional(),
  extra: json.exactOptional().describe('Fields of the host, merged in the same way.'),
} as const satisfies Record<keyof ProfileChanges, z.ZodType>;

export const profileChanges = named(
  'ProfileChanges',
  z
    .strictObject({
      ...changes,
      expectedVersion: z.int().min(0).exactOptional().describe('The version the changes are for. Default: any.'),
    })
    .describe('What is left out stays as it is.'),
);
