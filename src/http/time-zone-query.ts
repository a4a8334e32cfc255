import { z } from 'zod';

/** Whose days are asked for. Whether there is such a time zone is looked at by who takes it. */
export const timeZoneQuery = z
  .string()
  .exactOptional()
  .describe('The IANA name of a time zone, such as Europe/Berlin; UTC when left out.');

export function timeZoneOf({ timeZone }: { readonly timeZone?: string }): { readonly timeZone?: string } {
  return timeZone === undefined ? {} : { timeZone };
}
