import { BudgetExhausted } from '../domain/quota/run-budget.js';
import type { Assessment } from '../domain/scores/assessment.js';
import type { GateThresholds } from '../domain/scores/quality-gate.js';
import { type SampledScore, sampledScore } from '../domain/scores/score-samples.js';
import { isUnusableAnswer } from '../ports/unusable-answer.js';

/** How many samples there are after each look: three, then more only where the gate is still open. */
const looks = [3, 5, 8, 12, 16] as const;

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

/** What is known while a prompt is measured. */
interface Measurement {
  readonly assessments: Assessment[];
  asked: number;
  invalid: number;
  /** Of the judge, for a prompt that nobody could score. */
  failure: unknown;
}

/**
 * Judges a prompt until its gate is decided, or no more samples are to be had: most prompts lie far from the
 * gate, and near it luck decides. A refusal or an answer that cannot be read is an invalid sample, not a zero.
 * @param known samples that were taken before.
 * @returns null when the budget left room for none.
 * @throws PromptForgeError the failure of the judge, when no sample was valid.
 */
export async function measurePrompt(known: readonly Assessment[], parts: MeasureParts): Promise<MeasuredPrompt | null> {
  const { thresholds, mostSamples } = parts;
  const measurement: Measurement = { assessments: [...known], asked: known.length, invalid: 0, failure: null };
  const { assessments } = measurement;
  const result = (isLast: boolean): MeasuredPrompt => {
    const samples = assessments.map(({ score }) => score);
    return { assessments, scored: sampledScore(samples, thresholds, { isLast }) };
  };
  // One look from far below is enough.
  if (assessments.length > 0 && result(false).scored.gate.outcome === 'fail') return result(false);
  for (const look of looks) {
    const upTo = Math.min(look, mostSamples);
    const ended = await takeUpTo(upTo, measurement, parts);
    if (assessments.length === 0) {
      if (measurement.failure === null) return null;
      throw measurement.failure;
    }
    const isLast = ended || upTo === mostSamples;
    if (isLast || result(false).scored.gate.outcome !== 'uncertain') return result(isLast);
  }
  return result(true);
}

/**
 * Takes samples side by side until there are so many, asking anew for those that were invalid.
 * @returns true when no more are to be had.
 * @throws whatever else the judge failed with, once all that were asked for have ended.
 */
async function takeUpTo(upTo: number, measurement: Measurement, parts: MeasureParts): Promise<boolean> {
  const { judge, hasRoom = () => true } = parts;
  const { assessments } = measurement;
  while (assessments.length < upTo) {
    const missing = roomFor(upTo - assessments.length, hasRoom);
    if (measurement.invalid > mostReplaced || missing === 0) return true;
    const first = measurement.asked;
    measurement.asked += missing;
    const taken = await Promise.allSettled(Array.from({ length: missing }, (_, index) => judge(first + index)));
    assessments.push(...taken.flatMap((sample) => (sample.status === 'fulfilled' ? [sample.value] : [])));
    const failures = taken.flatMap((sample) => (sample.status === 'rejected' ? [sample.reason] : []));
    const fatal = failures.find((error) => !isUnusableAnswer(error));
    measurement.failure ??= fatal ?? failures[0] ?? null;
    measurement.invalid += failures.length;
    if (fatal instanceof BudgetExhausted) return true;
    if (fatal !== undefined) throw fatal;
  }
  return false;
}

/** How many of so many the budget reaches for. */
function roomFor(wanted: number, hasRoom: (samples: number) => boolean): number {
  let count = wanted;
  while (count > 0 && !hasRoom(count)) count -= 1;
  return count;
}
