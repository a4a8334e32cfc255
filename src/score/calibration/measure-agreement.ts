import type { Score } from '../../domain/scores/score.js';
import type { SevenD } from '../../domain/seven-d/seven-d.js';
import { PromptForgeError } from '../../errors/promptforge-error.js';
import { isUnusableAnswer } from '../../ports/unusable-answer.js';
import { type Agreement, agreementOf, type Measured } from './agreement.js';
import { type CalibrationPrompt, targetOf } from './calibration-prompt.js';

export interface CalibrationProgress {
  readonly done: number;
  readonly of: number;
}

/** Why a calibration ended; only a complete one has all its samples. */
export type CalibrationStop = 'complete' | 'canceled' | 'cost_exhausted' | 'failed';

export interface CalibrationReport {
  readonly stopReason: CalibrationStop;
  /** What ended it, when it failed; null otherwise. */
  readonly failure: { readonly code: string; readonly message: string } | null;
  /** Samples asked for, those that gave a score, and those that did not: refused, cut off or no answer. */
  readonly samples: { readonly asked: number; readonly valid: number; readonly invalid: number };
  /** Null when no prompt was scored. */
  readonly agreement: Agreement | null;
}

/** Scores a prompt once. */
export type ScorePrompt = (prompt: string, sevenD: SevenD) => Promise<Score>;

export interface ScoringRequest {
  readonly set: readonly CalibrationPrompt[];
  /** How many times each prompt is scored. */
  readonly samples: number;
  /** Prompts scored at the same time. */
  readonly concurrency: number;
  /**
   * Rejects with `run_canceled`, with `quota_exceeded` when there is no money left for it, or with the code
   * of the model's failure.
   */
  readonly score: ScorePrompt;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: CalibrationProgress) => void;
  /** Of the bootstrap. */
  readonly seed: number;
}

/**
 * Scores prompts whose score is known, round by round, so that an early end leaves something about each of
 * them, and compares. An abort, an exhausted budget and a failure end it with what was measured until then.
 */
export async function measureAgreement(request: ScoringRequest): Promise<CalibrationReport> {
  const { set, samples, score, signal, onProgress, seed } = request;
  const rounds = Array.from({ length: samples }, () => set).flat();
  const given = new Map<CalibrationPrompt, Score[]>();
  let stopReason: CalibrationStop = 'complete';
  let failure: CalibrationReport['failure'] = null;
  let done = 0;
  let invalid = 0;

  const stopFor = (error: unknown): void => {
    if (!PromptForgeError.is(error)) throw error;
    if (error.code === 'run_canceled') stopReason = 'canceled';
    else if (error.code === 'quota_exceeded') stopReason = 'cost_exhausted';
    else {
      stopReason = 'failed';
      failure = { code: error.code, message: error.message };
    }
  };
  const measure = async (one: CalibrationPrompt): Promise<void> => {
    try {
      const scored = await score(one.prompt, one.sevenD);
      given.set(one, [...(given.get(one) ?? []), scored]);
    } catch (error) {
      // The judge was reached and gave no rating: it counts as no sample, and never as a zero.
      if (!isUnusableAnswer(error)) return stopFor(error);
      invalid += 1;
    }
    done += 1;
    onProgress({ done, of: rounds.length });
  };

  const waiting = rounds.values();
  const worker = async (): Promise<void> => {
    for (const one of waiting) {
      if (stopReason !== 'complete') return;
      if (signal.aborted) stopReason = 'canceled';
      else await measure(one);
    }
  };
  await Promise.all(Array.from({ length: request.concurrency }, worker));

  const measured: readonly Measured[] = set.flatMap((one) => {
    const scores = given.get(one);
    return scores === undefined ? [] : [{ id: one.id, tier: one.tier, target: targetOf(one), samples: scores }];
  });
  const valid = measured.reduce((sum, one) => sum + one.samples.length, 0);
  return {
    stopReason,
    failure,
    samples: { asked: rounds.length, valid, invalid },
    agreement: measured.length === 0 ? null : agreementOf(measured, seed),
  };
}
