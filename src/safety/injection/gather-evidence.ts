import type { Span } from '../../domain/text/span.js';
import { compiledRules } from './compiled-rules.js';
import { discounts } from './discount.js';
import type { Evidence } from './evidence.js';
import { findMarkers } from './find-markers.js';
import { matchPatterns } from './match-patterns.js';
import { tokenize } from './tokenize.js';

/** All evidence in one reading of a text, discounted where it is quoted, fenced or explained. */
export function gatherEvidence(text: string): readonly Evidence[] {
  const rules = compiledRules();
  const tokens = tokenize(text, rules.known);
  const idioms: Span[] = [];
  const found: Omit<Evidence, 'fenced'>[] = [...findMarkers(text)];
  for (const { pattern, first, end } of matchPatterns(tokens, rules)) {
    const { code, weight } = pattern;
    const span = { start: tokens.starts[first] ?? 0, end: tokens.ends[end - 1] ?? text.length };
    if (code === null) idioms.push(span);
    else found.push({ code, weight, span, rule: pattern });
  }
  const evidence = found.filter(
    ({ span }) => !idioms.some((idiom) => idiom.start < span.end && span.start < idiom.end),
  );
  if (evidence.length === 0) return [];
  const discountOf = discounts(text, tokens);
  return evidence.map((one) => {
    const { factor, fenced } = discountOf(one.span);
    return { ...one, weight: one.weight * factor, fenced };
  });
}
