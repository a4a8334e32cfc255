import { createHash } from 'node:crypto';
import type { JsonObject } from '../domain/json.js';

/** SHA-256 of everything that decides the outcome of a run, in hexadecimal. */
export function fingerprintOf(decisive: JsonObject): string {
  return createHash('sha256').update(JSON.stringify(decisive)).digest('hex');
}

/** A pseudonym of a user for a provider's abuse detection: stable, and not to be turned back into a name. */
export function endUserPseudonym(orgId: string, userId: string): string {
  return createHash('sha256')
    .update(JSON.stringify(['promptforge', orgId, userId]))
    .digest('hex');
}
