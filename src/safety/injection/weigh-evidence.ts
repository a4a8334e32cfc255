import type { Evidence } from './evidence.js';
import type { InjectionCode } from './injection-code.js';

/** All evidence of one family in a text, taken together. */
export interface FamilyWeight {
  readonly code: InjectionCode;
  readonly weight: number;
  /** The strongest of it. */
  readonly strongest: Evidence;
}

/** What {@link weighEvidence} answers. */
export interface Weighed {
  readonly risk: number;
  readonly families: readonly FamilyWeight[];
}

/** What stands further apart than this, in UTF-16 units, says nothing about each other. */
const reach = 4000;

/**
 * What the evidence of the worst stretch of a text is worth. Long honest texts hold here and there a
 * phrase that would count together with others; only what stands together counts together.
 */
export function weighEvidence(evidence: readonly Evidence[]): Weighed {
  const last = Math.max(...evidence.map(({ span }) => span.end), 0);
  let worst = weighTogether(evidence.filter(({ span }) => span.start < reach));
  for (let from = reach / 2; from + reach / 2 < last; from += reach / 2) {
    const here = evidence.filter(({ span }) => span.start >= from && span.start < from + reach);
    const weighed = here.length === 0 ? worst : weighTogether(here);
    if (weighed.risk > worst.risk) worst = weighed;
  }
  return worst;
}

/**
 * What the evidence is worth by family, and all together: one minus the product of the doubts, as
 * of independent witnesses, and somewhat more where several families agree. Within a family each
 * rule counts once, and of evidence that overlaps only the strongest: those are the same words heard
 * twice.
 */
function weighTogether(evidence: readonly Evidence[]): Weighed {
  const byFamily = new Map<InjectionCode, Evidence[]>();
  for (const one of [...evidence].sort((a, b) => b.weight - a.weight)) {
    const kept = byFamily.get(one.code);
    if (kept === undefined) byFamily.set(one.code, [one]);
    else if (!kept.some((other) => other.rule === one.rule || overlap(other, one))) kept.push(one);
  }
  const families = [...byFamily].flatMap(([code, kept]) => {
    const strongest = kept[0];
    const weight = besidesFenced(kept, together(kept.filter((one) => !one.fenced)));
    return strongest === undefined ? [] : [{ code, strongest, weight }];
  });
  const all = [...byFamily.values()].flat();
  return { risk: besidesFenced(all, corroborated(all.filter((one) => !one.fenced))), families };
}

/** From this weight on a family has its say in what the others are worth. */
const heard = 0.1;
/** Each further family makes all of them worth this much more, as a part of their weight of evidence. */
const corroboration = 0.15;
const mostCorroborating = 2;

/** Honest texts slip into one family by chance, seldom into three. */
function corroborated(kept: readonly Evidence[]): number {
  const families = new Set(kept.filter(({ weight }) => weight >= heard).map(({ code }) => code));
  const others = Math.min(Math.max(families.size - 1, 0), mostCorroborating);
  return 1 - (1 - together(kept)) ** (1 + corroboration * others);
}

/** Fenced code alone is never worth more than this: it is shown, not said. */
const mostOfFenced = 0.29;

function besidesFenced(kept: readonly Evidence[], open: number): number {
  const fenced = together(kept.filter((one) => one.fenced));
  return 1 - (1 - open) * (1 - Math.min(fenced, mostOfFenced));
}

function together(parts: readonly { readonly weight: number }[]): number {
  return 1 - parts.reduce((doubt, { weight }) => doubt * (1 - weight), 1);
}

function overlap(one: Evidence, other: Evidence): boolean {
  return one.span.start < other.span.end && other.span.start < one.span.end;
}
