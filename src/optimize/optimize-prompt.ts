import type { Assessment } from '../domain/assessment.js';
import { decideGate, type Gate, type GateThresholds } from '../domain/quality-gate.js';
import type { RunResult, StopReason } from '../domain/run.js';
import { exactSampling } from '../domain/score.js';
import { type Rejection, rejectCandidate } from './reject-candidate.js';

/** A new version of a prompt. */
export interface Rewritten {
  readonly prompt: string;
  readonly changes: readonly string[];
}

/** What a step starts from: the best version so far, and what speaks against it. */
export interface RewriteInput {
  readonly candidate: string;
  readonly weaknesses: Assessment['weaknesses'];
}

/** What happens on the way, for those who watch. */
export type LoopEvent =
  | { readonly type: 'candidate.rejected'; readonly step: number; readonly reason: Rejection }
  | {
      readonly type: 'candidate.scored';
      readonly step: number;
      readonly assessment: Assessment;
      readonly accepted: boolean;
    }
  | { readonly type: 'gate.decided'; readonly gate: Gate };

/** The hands of the loop: an engine that rewrites and scores. */
export interface LoopParts {
  /** A first version (`null`) or a repair; answers null when it has nothing to add. */
  readonly rewrite: (previous: RewriteInput | null) => Promise<Rewritten | null>;
  readonly score: (prompt: string) => Promise<Assessment>;
  /** The one spelling in which prompts are kept. */
  readonly normalize: (text: string) => string;
  readonly onEvent: (event: LoopEvent) => void;
}

/** Rewrites in one run: the first, and one repair for what the gate refuses. */
export const maxRewrites = 2;

export interface LoopOutcome {
  readonly result: RunResult;
  /** All assessments in the order in which they were made; the first is the original's. */
  readonly assessments: readonly Assessment[];
  /** Position of the one the result stands on. */
  readonly finalIndex: number;
}

interface Version {
  readonly prompt: string;
  readonly changes: readonly string[];
  readonly assessment: Assessment;
  readonly gate: Gate;
  readonly index: number;
}

/**
 * Scores the original, rewrites it, and repairs once what the gate refuses. Only a strictly
 * better version replaces another, so that the result is never worse than the original.
 */
export async function optimizePrompt(
  original: string,
  thresholds: GateThresholds,
  parts: LoopParts,
): Promise<LoopOutcome> {
  const assessments: Assessment[] = [];
  const assess = async (prompt: string, changes: readonly string[]): Promise<Version> => {
    const assessment = await parts.score(prompt);
    const index = assessments.push(assessment) - 1;
    return { prompt, changes, assessment, gate: decideGate(assessment.score, thresholds), index };
  };

  const first = await assess(original, []);
  parts.onEvent({ type: 'candidate.scored', step: 0, assessment: first.assessment, accepted: true });

  let best = first;
  let rejected = 0;
  let stopReason: StopReason | null = null;
  for (let step = 1; step <= maxRewrites; step += 1) {
    const previous = step === 1 ? null : { candidate: best.prompt, weaknesses: best.assessment.weaknesses };
    const rewritten = await parts.rewrite(previous);
    if (rewritten === null) {
      stopReason = 'nothing_to_add';
      break;
    }
    const prompt = parts.normalize(rewritten.prompt);
    const rejection = rejectCandidate(original, prompt);
    if (rejection !== null) {
      rejected += 1;
      parts.onEvent({ type: 'candidate.rejected', step, reason: rejection });
      continue;
    }
    const candidate = await assess(prompt, rewritten.changes);
    const accepted = isBetter(candidate, best);
    parts.onEvent({ type: 'candidate.scored', step, assessment: candidate.assessment, accepted });
    if (accepted) best = candidate;
    if (best.gate.outcome === 'pass') {
      stopReason = 'gate_passed';
      break;
    }
  }
  if (rejected > 0 && assessments.length === 1) stopReason = 'candidates_rejected';
  stopReason ??= best === first ? 'no_improvement' : 'steps_exhausted';
  parts.onEvent({ type: 'gate.decided', gate: best.gate });
  return {
    result: {
      original: { prompt: original, score: first.assessment.score, sampling: exactSampling },
      optimized: { prompt: best.prompt, score: best.assessment.score, sampling: exactSampling },
      improved: best !== first,
      gate: best.gate,
      changes: best.changes,
      stopReason,
    },
    assessments,
    finalIndex: best.index,
  };
}

/** A pass beats a fail; among equals the higher composite wins, and a tie keeps what is there. */
function isBetter(candidate: Version, best: Version): boolean {
  if (candidate.gate.outcome !== best.gate.outcome) return candidate.gate.outcome === 'pass';
  return candidate.assessment.score.composite > best.assessment.score.composite;
}
