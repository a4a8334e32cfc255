import type { JsonObject } from '../domain/json/json.js';
import type { Vendor } from './vendor.js';

/**
 * Spells the schema out to servers that may not enforce it: some reject the parameter for it, and
 * some ignore it without a word. Nothing for OpenAI and Azure, which enforce it.
 */
export function schemaInstruction(schema: JsonObject | null, vendor: Vendor): string {
  if (schema === null || vendor !== 'other') return '';
  return `\n\nAnswer with one JSON object and nothing else. It must match this JSON Schema:\n${JSON.stringify(schema)}`;
}
