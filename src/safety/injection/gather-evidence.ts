import { compiledRules } from './compiled-rules.js';
import { discounts } from './discount.js';
import type { Evidence } from './evidence.js';
import { findMarkers } from './find-markers.js';
import { matchPatterns } from './match-patterns.js';
import { tokenize } from './tokenize.js';

/** All evidence in one reading of a text, discounted where it is quoted, fenced or explained. */
export function gatherEvidence(text: string): readonly Evidence[] {
  const tokens = tokenize(text);
  const phrases = matchPatterns(tokens, compiledRules()).map(
    ({ pattern, first, end }): Evidence => ({
      code: pattern.code,
      weight: pattern.weight,
      span: { start: tokens.starts[first] ?? 0, end: tokens.ends[end - 1] ?? text.length },
      rule: pattern,
    }),
  );
  const discount = discounts(text, tokens);
  return [...phrases, ...findMarkers(text)].map((one) => ({ ...one, weight: one.weight * discount(one.span) }));
}
