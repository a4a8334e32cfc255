import type { GenerateRequest } from '../index.js';
import { type ScriptedRating, scriptedComparison, scriptedJudgement, scriptedRewrite } from './scripted-answers.js';
import { scriptedMaterial } from './scripted-material.js';
import type { ModelScript } from './scripted-model.js';

/** What a rewriter writes, and what the judge makes of it. */
export interface ScriptedVersion {
  readonly prompt: string;
  readonly goodness: ScriptedRating;
  /** What was changed and why. Default: one sentence. */
  readonly changes?: readonly string[];
}

export interface ScriptedRunOptions {
  /** What the judge makes of the original, and of every prompt that is not among the rewrites. */
  readonly original: ScriptedRating;
  /** What the rewriter writes, one after the other, and the last one for ever. Default: nothing is to be rewritten. */
  readonly rewrites?: readonly ScriptedVersion[];
}

/**
 * A script for `optimize()`, `score()` and `compare()`, whatever the settings of the loop. The judge says
 * the same of a prompt each time; of two it finds the better one better, in whatever order they are shown,
 * and a tie where they are equally good.
 * @throws Error in the run, as `scriptedModel` does, for a rewrite that is not there and for the questions of `test()`.
 */
export function scriptedRun({ original, rewrites = [] }: ScriptedRunOptions): ModelScript {
  let written = 0;
  const goodnessOf = (prompt = ''): ScriptedRating =>
    rewrites.find((version) => version.prompt.trim() === prompt.trim())?.goodness ?? original;
  const rewrite = () => {
    const version = rewrites[Math.min(written, rewrites.length - 1)];
    if (version === undefined) throw new Error('The script has no rewrites, and one was asked for.');
    written += 1;
    return scriptedRewrite(version.prompt, version.changes);
  };
  return (request: GenerateRequest<unknown>) => {
    const { prompt, first, second } = scriptedMaterial(request);
    switch (request.purpose) {
      case 'judge':
        return scriptedJudgement(goodnessOf(prompt));
      case 'compare':
        return scriptedComparison(betterOf(goodnessOf(first), goodnessOf(second)));
      case 'rewrite':
      case 'repair':
        return rewrite();
      default:
        throw new Error(`scriptedRun() has no answer for the purpose ${request.purpose}.`);
    }
  };
}

function betterOf(first: ScriptedRating, second: ScriptedRating): 'first' | 'second' | 'tie' {
  if (first === second) return 'tie';
  return first > second ? 'first' : 'second';
}
