import type { Weakness } from '../domain/runs/run.js';
import type { Assessment } from '../domain/scores/assessment.js';
import { decideGate } from '../domain/scores/quality-gate.js';
import type { SampledScore } from '../domain/scores/score-samples.js';

/** A prompt that was scored. */
export interface Version {
  /** The step it comes from: 0 for the original and for candidate zero. */
  readonly step: number;
  readonly prompt: string;
  readonly changes: readonly string[];
  readonly assessments: readonly Assessment[];
  readonly scored: SampledScore;
  /** True once the score rests on samples that nothing was chosen by, so that it can be told. */
  readonly isMeasured: boolean;
}

/** Strictly better: a pass beats everything else, and among equals the higher composite wins. */
export function isBetter(candidate: Version, best: Version): boolean {
  const passes = ({ scored }: Version) => decideGate(scored.score, scored.gate.thresholds).outcome === 'pass';
  if (passes(candidate) !== passes(best)) return passes(candidate);
  return candidate.scored.score.composite > best.scored.score.composite;
}

/** True where a first look says that the gate could be passed, so that a closer one is worth its cost. */
export function isPromising({ isMeasured, scored }: Version): boolean {
  return !isMeasured && decideGate(scored.score, scored.gate.thresholds).outcome === 'pass';
}

/** What all samples say against a version, each thing once. */
export function weaknessesOf({ assessments }: Pick<Version, 'assessments'>): readonly Weakness[] {
  const seen = new Map<string, Weakness>();
  for (const weakness of assessments.flatMap(({ weaknesses }) => weaknesses)) {
    const key = JSON.stringify([weakness.dimension, weakness.note]);
    if (!seen.has(key)) seen.set(key, weakness);
  }
  return [...seen.values()];
}
