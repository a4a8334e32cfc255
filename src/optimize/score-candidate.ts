import { isUnusableAnswer } from '../ports/unusable-answer.js';
import type { LoopParts } from './loop-parts.js';
import type { Rewritten } from './rewrite-by-model.js';
import type { Version } from './version.js';

/**
 * Guards a rewrite and takes a first look at it; null when it is left out, of which an event tells why.
 * @param known the original, and after it every version there was.
 */
export async function scoreCandidate(
  step: number,
  known: readonly string[],
  rewritten: Rewritten,
  parts: LoopParts,
): Promise<Version | null> {
  const prompt = parts.normalize(rewritten.prompt);
  const [original = ''] = known;
  const isRepeated = prompt !== original && known.includes(prompt);
  const rejection = isRepeated ? 'repeated' : await parts.reject(original, prompt);
  if (rejection !== null) {
    parts.onEvent({ type: 'candidate.rejected', step, reason: rejection });
    return null;
  }
  try {
    return await estimatedVersion(step, prompt, rewritten.changes, parts);
  } catch (error) {
    if (!isUnusableAnswer(error)) throw error;
    parts.onEvent({ type: 'candidate.rejected', step, reason: 'unscored' });
    return null;
  }
}

/** A version by a first look. Where scores have no noise, that is all there is to see. */
export async function estimatedVersion(
  step: number,
  prompt: string,
  changes: readonly string[],
  parts: LoopParts,
): Promise<Version> {
  const assessments = [await parts.estimate(prompt)];
  return { step, prompt, changes, assessments, scored: parts.scoreOf(assessments), isMeasured: parts.compare === null };
}
