import { BudgetExhausted } from '../domain/quota/run-budget.js';
import { isUnusableAnswer } from '../ports/unusable-answer.js';
import type { LoopParts, Measured } from './loop-parts.js';
import type { Version } from './version.js';

/**
 * Puts the best version of a search to the test: it is compared with the original in both orders, and
 * what remains is measured by samples the search did not see. A tie keeps the original, and so do a
 * measurement that contradicts the comparison, and a judge that has nothing usable to say.
 * @returns the one that remains, measured.
 * @throws BudgetExhausted when a winner can no longer be measured.
 */
export async function confirmVersion(original: Version, candidate: Version, parts: LoopParts): Promise<Version> {
  if (candidate.step === original.step && candidate.prompt === original.prompt)
    return measuredOriginal(original, parts);
  const { step } = candidate;
  const preference = await usable(parts.compare?.(original.prompt, candidate.prompt));
  const preferred = preference === 'second' ? 'candidate' : preference === 'first' ? 'original' : 'tie';
  parts.onEvent({ type: 'candidate.compared', step, preferred });
  if (preferred !== 'candidate') return measuredOriginal(original, parts);

  const measured = await usable(parts.measure(candidate.prompt, []));
  if (measured === null) {
    const lacking = parts.lacks({ rewrites: 0, samples: 1, comparisons: 0 });
    if (lacking !== null) throw new BudgetExhausted(lacking);
    return measuredOriginal(original, parts);
  }
  parts.onEvent({ type: 'candidate.measured', step, scored: measured.scored });
  if (isContradicted(measured, original)) return measuredOriginal(original, parts);
  return { ...candidate, ...measured, isMeasured: true };
}

/** Nothing was chosen by the first look at the original, so that it counts. */
async function measuredOriginal(original: Version, parts: LoopParts): Promise<Version> {
  if (original.isMeasured) return original;
  const measured = await usable(parts.measure(original.prompt, original.assessments));
  if (measured === null) return { ...original, isMeasured: true };
  if (measured.assessments.length > original.assessments.length) {
    parts.onEvent({ type: 'candidate.measured', step: original.step, scored: measured.scored });
  }
  return { ...original, ...measured, isMeasured: true };
}

/** What a judge says; null where that is nothing one could use: a run that is paid for is not lost by it. */
async function usable<T>(answer: Promise<T> | undefined): Promise<T | null> {
  try {
    return (await answer) ?? null;
  } catch (error) {
    if (isUnusableAnswer(error)) return null;
    throw error;
  }
}

/** By more than the standard errors of both can explain. */
function isContradicted({ scored }: Measured, { scored: before }: Version): boolean {
  const error = Math.hypot(scored.sampling.standardError, before.sampling.standardError);
  return scored.score.composite < before.score.composite - error;
}
