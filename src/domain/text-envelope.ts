import type { JsonObject } from './json.js';

/**
 * Wraps text users wrote for a model: JSON strings between two lines that hold a random
 * boundary. The text can neither close the JSON nor guess the boundary, so that a model told to
 * treat what lies between as evidence has no way to mistake it for instructions.
 */
export function textEnvelope(boundary: string, fields: JsonObject): string {
  return `-----BEGIN EVIDENCE ${boundary}-----\n${JSON.stringify(fields)}\n-----END EVIDENCE ${boundary}-----`;
}
