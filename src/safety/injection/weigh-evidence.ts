import type { Evidence } from './evidence.js';
import type { InjectionCode } from './injection-code.js';

/** All evidence of one family in a text, taken together. */
export interface FamilyWeight {
  readonly code: InjectionCode;
  readonly weight: number;
  /** The strongest of it. */
  readonly strongest: Evidence;
}

/**
 * What the evidence is worth by family, and all together: one minus the product of the doubts, as
 * of independent witnesses. Within a family each rule counts once, and of evidence that overlaps
 * only the strongest, since those are the same words heard twice.
 */
export function weighEvidence(evidence: readonly Evidence[]): { readonly risk: number; readonly families: readonly FamilyWeight[] } {
  const byFamily = new Map<InjectionCode, Evidence[]>();
  for (const one of [...evidence].sort((a, b) => b.weight - a.weight)) {
    const kept = byFamily.get(one.code);
    if (kept === undefined) byFamily.set(one.code, [one]);
    else if (!kept.some((other) => other.rule === one.rule || overlap(other, one))) kept.push(one);
  }
  const families = [...byFamily].flatMap(([code, kept]) => {
    const strongest = kept[0];
    return strongest === undefined ? [] : [{ code, strongest, weight: together(kept) }];
  });
  return { risk: together(families), families };
}

function together(parts: readonly { readonly weight: number }[]): number {
  return 1 - parts.reduce((doubt, { weight }) => doubt * (1 - weight), 1);
}

function overlap(one: Evidence, other: Evidence): boolean {
  return one.span.start < other.span.end && other.span.start < one.span.end;
}
