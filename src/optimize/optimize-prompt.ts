import { BudgetExhausted, type BudgetMeter } from '../domain/quota/run-budget.js';
import type { RunResult, StopReason } from '../domain/runs/run.js';
import { fewestToPass } from '../domain/scores/score-samples.js';
import { isModelFailure } from '../ports/model-failure.js';
import { bothSettled } from './all-settled.js';
import { confirmVersion } from './confirm-version.js';
import type { LoopParts, ScoredSubject } from './loop-parts.js';
import { stepNeed } from './loop-settings.js';
import { estimatedVersion, scoreCandidate } from './score-candidate.js';
import type { Strategy } from './strategies.js';
import { takeStep } from './take-step.js';
import { isBetter, isPromising, type Version } from './version.js';

export interface LoopOutcome {
  readonly result: RunResult;
  /** Every version that was scored, in the order in which they were; the first is the original. */
  readonly versions: readonly Version[];
  /** Position of the one the result stands on. */
  readonly finalIndex: number;
}

/** Steps without a better version after which the search ends. */
const patience = 2;

/** What is known while a search is under way. */
interface Search {
  readonly original: Version;
  best: Version;
  readonly versions: Version[];
  readonly tried: Strategy[];
  confirmations: number;
  /** Rewrites that were asked for, whatever became of them. */
  asked: number;
}

/**
 * Scores the original, rewrites it, and repairs what falls short, accepting only what scores strictly
 * better. Then the winner is compared with the original in both orders and measured anew, by samples
 * the search has not seen: choosing the best of noisy scores picks lucky ones, and this is where luck
 * is found out. A tie keeps the original. Whatever happens on the way, the answer is a version whose
 * score may be told: a model that fails takes nothing back that was confirmed before.
 * @throws PromptForgeError when a model fails before anything better than the original is confirmed.
 */
export async function optimizePrompt(prompt: string, parts: LoopParts): Promise<LoopOutcome> {
  const search = await beginSearch(prompt, parts);
  const stopped = await searchOn(search, parts);
  const ended = stopped === 'model_failed' ? null : await confirmLast(search, parts);
  // Nothing that was not measured may be told.
  if (!search.best.isMeasured) keep(search, { ...standing(search), isMeasured: true });
  const { best, versions } = search;
  const { gate } = best.scored;
  parts.onEvent({ type: 'gate.decided', gate });
  const finalIndex = versions.indexOf(best);
  return {
    result: {
      original: { prompt, ...scoreOf(originalOf(search)) },
      optimized: { prompt: best.prompt, ...scoreOf(best) },
      improved: finalIndex > 0,
      gate,
      changes: best.changes,
      stopReason: stopReason(search, stopped ?? ended),
    },
    versions,
    finalIndex,
  };
}

/** Looks at the original, and at candidate zero where there is one that the guards let pass. */
async function beginSearch(prompt: string, parts: LoopParts): Promise<Search> {
  const { settings, lacks } = parts;
  const wantsComposed = settings.composed && lacks({ rewrites: 0, samples: 2, comparisons: 0 }) === null;
  const rewritten = wantsComposed ? await parts.compose() : null;
  const composing = rewritten === null ? null : scoreCandidate(0, [prompt], rewritten, parts);
  const [original, composed] = await bothSettled(estimatedVersion(0, prompt, [], parts), composing);
  tellScored(original, 'original', true, parts);
  const search: Search = { original, best: original, versions: [original], tried: [], confirmations: 0, asked: 0 };
  if (rewritten !== null) search.asked += 1;
  if (composed !== null) accept(search, [composed], 'composed', parts);
  return search;
}

/** Takes steps until the gate is passed, or there is a reason to stop; null when all were taken. */
async function searchOn(search: Search, parts: LoopParts): Promise<StopReason | null> {
  const { settings } = parts;
  if (search.best !== search.original && passes(search.best)) return 'gate_passed';
  let stale = 0;
  for (let step = 1; step <= settings.maxSteps && stale < patience; step += 1) {
    const lacking = parts.lacks(stepNeed(settings, fewestToPass));
    if (lacking !== null) return `${lacking}_exhausted`;
    const before = search.best;
    let isIdle = false;
    const ended = await untilEnded(search, async () => {
      const taken = await takeStep(step, search, parts);
      isIdle = taken.isIdle;
      search.tried.push(...taken.strategies);
      search.asked += taken.isIdle ? 0 : taken.strategies.length;
      accept(search, taken.versions, 'rewrite', parts);
    });
    if (ended !== null) return ended;
    if (isIdle) return 'nothing_to_add';
    stale = search.best === before ? stale + 1 : 0;
    if (isPromising(search.best)) {
      const failed = await untilEnded(search, () => confirmBest(search, parts));
      if (failed !== null) return failed;
    }
    if (passes(search.best)) return 'gate_passed';
    // What further steps find could not be told.
    if (search.confirmations >= settings.maxConfirmations) return 'confirmations_exhausted';
  }
  return null;
}

/** Keeps the versions of a step, and makes the best of them the best of all if it is strictly better. */
function accept(search: Search, versions: readonly Version[], subject: ScoredSubject, parts: LoopParts): void {
  const better = versions.reduce((best, version) => (isBetter(version, best) ? version : best), search.best);
  for (const version of versions) tellScored(version, subject, version === better, parts);
  search.versions.push(...versions);
  search.best = better;
}

async function confirmBest(search: Search, parts: LoopParts): Promise<void> {
  search.confirmations += 1;
  keep(search, await confirmVersion(originalOf(search), search.best, parts));
}

/** Confirms what the search has ended with. */
async function confirmLast(search: Search, parts: LoopParts): Promise<StopReason | null> {
  return search.best.isMeasured ? null : untilEnded(search, () => confirmBest(search, parts));
}

/** The original with all that was learned about it. */
function originalOf({ versions, original }: Search): Version {
  return versions[0] ?? original;
}

/** Puts what was learned about a version in its place, and goes on from what stands by it. */
function keep(search: Search, measured: Version): void {
  const place = search.versions.findIndex(({ prompt }) => prompt === measured.prompt);
  search.versions[place] = measured;
  search.best = standing(search);
}

/** The best of what was confirmed: it is not given up for another one that was not. Before that, the original. */
function standing(search: Search): Version {
  const [first, ...others] = search.versions.slice(1).filter(({ isMeasured }) => isMeasured);
  if (first === undefined) return originalOf(search);
  return others.reduce((best, version) => (isStronger(version, best) ? version : best), first);
}

function isStronger(version: Version, best: Version): boolean {
  return passes(version) === passes(best) ? isBetter(version, best) : passes(version);
}

function passes({ isMeasured, scored }: Version): boolean {
  return isMeasured && scored.gate.outcome === 'pass';
}

function scoreOf({ scored: { score, sampling } }: Version) {
  return { score, sampling };
}

function stopReason({ best, versions, asked }: Search, known: StopReason | null): StopReason {
  const isRejected = asked > 0 && versions.length === 1;
  if (isRejected && known === 'nothing_to_add') return 'candidates_rejected';
  if (known !== null) return known;
  if (passes(best)) return 'gate_passed';
  if (isRejected) return 'candidates_rejected';
  return best.prompt === versions[0]?.prompt ? 'no_improvement' : 'steps_exhausted';
}

function tellScored(
  { step, scored, assessments }: Version,
  subject: ScoredSubject,
  accepted: boolean,
  { onEvent }: LoopParts,
): void {
  onEvent({ type: 'candidate.scored', step, subject, scored, rubric: assessments[0]?.rubric ?? '', accepted });
}

/** Carries out a part of the loop: null when it was done, and the reason to stop when a budget or the model ends it. */
async function untilEnded(search: Search, part: () => Promise<void>): Promise<StopReason | null> {
  try {
    await part();
    return null;
  } catch (error) {
    if (error instanceof BudgetExhausted) return exhaustion(error.meter);
    const isConfirmed = standing(search) !== originalOf(search);
    if (isConfirmed && isModelFailure(error)) return 'model_failed';
    throw error;
  }
}

function exhaustion(meter: BudgetMeter): StopReason {
  return `${meter}_exhausted`;
}
