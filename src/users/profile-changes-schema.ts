import { z } from 'zod';
import type { JsonObject } from '../domain/json/json.js';
import { isTimeZone } from '../domain/time/is-time-zone.js';
import { isKeptObject } from './is-kept-object.js';
import type { ProfileChanges } from './profile-changes.js';

const jsonObject = z.custom<JsonObject>(isKeptObject, 'must be an object of JSON of at most 16 kB and 32 levels');

const displayName = z
  .string()
  .min(1)
  .max(200)
  .refine((text) => text.isWellFormed() && !/\p{Cc}/u.test(text), 'must hold no control characters');

const locale = z.string().transform((tag, context) => {
  const [canonical] = canonicalLocales(tag);
  if (canonical !== undefined) return canonical;
  context.addIssue({ code: 'custom', message: 'must be a BCP 47 language tag such as de-CH' });
  return z.NEVER;
});

const timeZone = z.string().refine(isTimeZone, 'must be a name of the IANA time zone database such as Europe/Zurich');

const avatarUrl = z
  .string()
  .max(2_048)
  .refine(isPublicAddress, 'must be an https address without a user name and password');

/** @param notifications the names of all there are. */
export function profileChangesSchema(notifications: readonly string[]): z.ZodType<ProfileChanges> {
  const channels = Object.fromEntries(notifications.map((name) => [name, z.boolean().exactOptional()]));
  return z.strictObject({
    displayName: displayName.nullable().exactOptional(),
    email: z.email().max(320).nullable().exactOptional(),
    locale: locale.nullable().exactOptional(),
    timeZone: timeZone.nullable().exactOptional(),
    avatarUrl: avatarUrl.nullable().exactOptional(),
    preferences: jsonObject.exactOptional(),
    privacy: z
      .strictObject({
        showEmailToOrganization: z.boolean().exactOptional(),
        shareUsageWithOrganization: z.boolean().exactOptional(),
        allowPromptRetention: z.boolean().exactOptional(),
      })
      .exactOptional(),
    notifications: z.strictObject(channels).exactOptional(),
    extra: jsonObject.exactOptional(),
  }) as z.ZodType<ProfileChanges>;
}

function canonicalLocales(tag: string): readonly string[] {
  try {
    return Intl.getCanonicalLocales(tag);
  } catch {
    return [];
  }
}

function isPublicAddress(text: string): boolean {
  if (!URL.canParse(text) || /[\s\p{Cc}]/u.test(text)) return false;
  const { protocol, username, password } = new URL(text);
  return protocol === 'https:' && username === '' && password === '';
}
