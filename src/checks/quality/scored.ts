import type { RunFacts, ScoreResult } from '../../index.js';
import type { CheckAnswer } from '../check-answer.js';
import type { CheckContext } from '../check-context.js';
import type { GoldenPrompt } from './golden-set.js';

export type ScoreAnswer = ScoreResult & Pick<RunFacts, 'engine' | 'runId'>;

/** What an operation answered. Fails when it refused, and skips where only the plan or the model is in the way. */
export function answered<Result>({ request: _request, ...context }: CheckContext, answer: CheckAnswer): Result {
  if (answer.status === 429) context.skip('The plan of the test tenant, or the provider of the model, has no room.');
  if (answer.status === 502 || answer.status === 503) context.skip(`The model could not be asked: ${answer.status}.`);
  context.expect(answer.status === 200, `A run that is right was answered with ${answer.status}.`);
  return answer.json as Result;
}

/** Scores a prompt through POST /score. */
export async function scored(context: CheckContext, { prompt, sevenD }: GoldenPrompt): Promise<ScoreAnswer> {
  const answer = await context.request({ path: '/score', as: 'member', body: { prompt, sevenD } });
  const result = answered<ScoreAnswer>(context, answer);
  context.expect(typeof result?.score?.composite === 'number', 'POST /score answers no composite.');
  return result;
}
