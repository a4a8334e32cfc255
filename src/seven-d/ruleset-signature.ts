import { canonicalJson } from '../domain/json/canonical-json.js';
import type { SevenDRuleset } from '../domain/seven-d/seven-d-rules.js';

/**
 * SHA-256, in hexadecimal, of a ruleset in canonical JSON (RFC 8785): the same wherever the rules are the
 * same, whatever the order in which they were written down.
 */
export async function rulesetSignature(ruleset: SevenDRuleset): Promise<string> {
  const bytes = new TextEncoder().encode(canonicalJson(ruleset));
  const digest = new Uint8Array(await globalThis.crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
