import { createHash } from 'node:crypto';
import type { JsonObject } from '../domain/json/json.js';

/** SHA-256 of everything that decides the outcome of a run, in hexadecimal. */
export function fingerprintOf(decisive: JsonObject): string {
  return createHash('sha256').update(JSON.stringify(decisive)).digest('hex');
}
