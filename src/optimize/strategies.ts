import type { Weakness } from '../domain/runs/run.js';
import type { ScoreDimension } from '../domain/scores/score.js';
import type { SevenD } from '../domain/seven-d/seven-d.js';

/** Ways to go about a rewrite. Different ways find different prompts, where the same one finds the same again. */
export const strategyNames = ['clarify', 'structure', 'constrain', 'exemplify', 'persona_free', 'domain'] as const;
export type Strategy = (typeof strategyNames)[number];

/** What each tells the rewriter to work on first. None names a criterion the judge goes by. */
const instructions: Readonly<Record<Strategy, (sevenD: SevenD) => string>> = {
  clarify: () =>
    'Above all, make one goal plain: say outright what is wanted, replace words that can be read in two ways, and define terms a reader could take differently.',
  structure: ({ output_format }) =>
    `Above all, give it a structure: headed parts in a sensible order, the steps of the work numbered, and the answer specified as ${output_format} with its parts and their length.`,
  constrain: () =>
    'Above all, set bounds: what belongs in and what does not, how long, for whom, by which sources, what to do when information is missing, and how the answer is checked before it is handed over.',
  exemplify: () =>
    'Above all, show what is meant: add one short example of the answer, or the skeleton of it, made only of what the prompt says. Mark it as an example.',
  persona_free: () =>
    'Above all, cut what does no work: role play, flattery, threats, repetition and filler. State the task, the knowledge it takes and the standard it has to meet, in as few words as do.',
  domain: ({ domain, scale, urgency, application }) =>
    `Above all, fit it to its situation: the field (${domain}), the size of the organization (${scale}), the time frame (${urgency}) and what the answer is for (${application}) should each decide something in the task.`,
};

export function strategyInstruction(strategy: Strategy, sevenD: SevenD): string {
  return instructions[strategy](sevenD);
}

/** What helps most against a weakness of each dimension, the best first. */
const remedies: Readonly<Record<ScoreDimension, readonly Strategy[]>> = {
  clarity: ['clarify', 'persona_free', 'structure'],
  execution: ['structure', 'constrain', 'exemplify'],
  ambiguity: ['constrain', 'clarify', 'exemplify'],
  business_fit: ['domain', 'constrain', 'exemplify'],
};

/**
 * Chooses strategies for a step, all different: those against the worst weaknesses first, and of these the
 * ones that were tried least. The same weaknesses and the same past always choose the same.
 * @param tried strategies of earlier steps, with repetitions.
 */
export function chooseStrategies(
  weaknesses: readonly Weakness[],
  tried: readonly Strategy[],
  count: number,
): readonly Strategy[] {
  const wanted = [...new Set([...weaknesses.flatMap(({ dimension }) => remedies[dimension]), ...strategyNames])];
  const times = (strategy: Strategy) => tried.filter((earlier) => earlier === strategy).length;
  return wanted.toSorted((a, b) => times(a) - times(b)).slice(0, count);
}
