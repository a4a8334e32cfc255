import type { Assessment } from '../domain/assessment.js';
import type { GateThresholds } from '../domain/quality-gate.js';
import { BudgetExhausted } from '../domain/run-budget.js';
import { type SampledScore, sampledScore } from '../domain/score-samples.js';
import { PromptForgeError } from '../errors/promptforge-error.js';

/** How many samples there are after each look: three, then more only where the gate is still open. */
const looks = [3, 5, 8, 12, 16] as const;

/** Answers that are no ratings; what was asked for is asked for again. */
const invalid: readonly string[] = ['model_refused', 'model_output_invalid', 'model_output_truncated'];

/** Invalid samples of one prompt that are made good. A judge that fails more often is of no use. */
const mostReplaced = 2;

export interface MeasureParts {
  /** Judges the prompt once more. Samples are counted from 0, and each is asked for once. */
  readonly judge: (sample: number) => Promise<Assessment>;
  readonly thresholds: GateThresholds;
  /** Samples at most, those known included. */
  readonly mostSamples: number;
  /** Whether the budget reaches for so many more. Default: it does. */
  readonly hasRoom?: (samples: number) => boolean;
}

export interface MeasuredPrompt {
  readonly assessments: readonly Assessment[];
  readonly scored: SampledScore;
}

/**
 * Judges a prompt until its gate is decided, or no more samples are to be had: most prompts lie far from the
 * gate, and near it luck decides. A refusal or an answer that cannot be read is an invalid sample, not a zero.
 * @param known samples that were taken before.
 * @returns null when the budget left room for none.
 * @throws PromptForgeError the failure of the judge, when no sample was valid.
 */
export async function measurePrompt(
  known: readonly Assessment[],
  { judge, thresholds, mostSamples, hasRoom = () => true }: MeasureParts,
): Promise<MeasuredPrompt | null> {
  const assessments = [...known];
  let asked = known.length;
  let replaced = 0;
  let failure: unknown = null;
  const result = (isLast: boolean): MeasuredPrompt => ({
    assessments,
    scored: sampledScore(
      assessments.map(({ score }) => score),
      thresholds,
      { isLast },
    ),
  });
  for (const look of looks) {
    const upTo = Math.min(look, mostSamples);
    for (;;) {
      const wanted = upTo - assessments.length;
      if (wanted <= 0 || (assessments.length > 0 && result(false).scored.gate.outcome === 'fail')) break;
      const missing = roomFor(wanted, hasRoom);
      if (missing === 0) return assessments.length === 0 ? null : result(true);
      const taken = await Promise.allSettled(Array.from({ length: missing }, (_, index) => judge(asked + index)));
      asked += missing;
      assessments.push(...taken.flatMap((sample) => (sample.status === 'fulfilled' ? [sample.value] : [])));
      const failures = taken.flatMap((sample) => (sample.status === 'rejected' ? [sample.reason] : []));
      const fatal = failures.find((error) => !isInvalid(error));
      if (fatal !== undefined && !(fatal instanceof BudgetExhausted)) throw fatal;
      if (fatal !== undefined) {
        if (assessments.length === 0) throw fatal;
        return result(true);
      }
      failure = failures[0] ?? failure;
      replaced += failures.length;
      if (failures.length === 0 || replaced > mostReplaced) break;
    }
    if (assessments.length === 0) throw failure;
    const isLast = upTo >= mostSamples || replaced > mostReplaced;
    if (isLast || result(false).scored.gate.outcome !== 'uncertain') return result(isLast);
  }
  return result(true);
}

/** As many of the wanted samples as the budget reaches for: one look tells more than none. */
function roomFor(wanted: number, hasRoom: (samples: number) => boolean): number {
  let count = wanted;
  while (count > 0 && !hasRoom(count)) count -= 1;
  return count;
}

function isInvalid(error: unknown): boolean {
  return PromptForgeError.is(error) && invalid.includes(error.code);
}
