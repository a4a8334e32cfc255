import type { PromptTestCase } from '../../domain/runs/prompt-test.js';
import { PromptForgeError } from '../../errors/promptforge-error.js';
import { prepareTrial } from '../../trial/prepare-trial.js';
import { runCases } from '../../trial/run-cases.js';
import { worstCaseOfCases } from '../../trial/worst-case-of-cases.js';
import { sumOf, timesOf, type WorstCase } from '../call-sizes.js';
import type { EngineInput, RunEngine } from '../engine.js';
import type { Operation } from './operation.js';

export interface TestRequest {
  /** None for those of the module. */
  readonly cases: readonly PromptTestCase[];
  /** Cases that are asked about at the same time. */
  readonly concurrency: number;
  /** Longest answers in tokens, reasoning included. */
  readonly maxOutputTokens: { readonly test: number; readonly grade: number };
}

/** Runs a prompt against cases. */
export function testOperation({ cases, concurrency, maxOutputTokens }: TestRequest): Operation<'test'> {
  const worstCase = async (engine: RunEngine, { prompt }: EngineInput): Promise<WorstCase> => {
    const { worstOf } = engine;
    if (worstOf === null) throw noModel();
    const questions = worstCaseOfCases(await prepareTrial(prompt, cases), maxOutputTokens);
    const sized = questions.map(async ({ question, calls, addedInputTokens, outputTokens }) =>
      timesOf(calls, await worstOf(question, addedInputTokens, outputTokens)),
    );
    return sumOf(await Promise.all(sized));
  };
  const withCases = (others: readonly PromptTestCase[]) =>
    testOperation({ cases: others, concurrency, maxOutputTokens });
  return {
    name: 'test',
    feature: 'live_test',
    cases,
    withCases,
    ofModule: (module) => withCases(cases.length === 0 ? module.cases : cases),
    decisive: { cases: JSON.parse(JSON.stringify(cases)), maxOutputTokens },
    worstCase,
    // There is a whole report or none.
    leastCase: worstCase,
    async work({ input, ask, trace, signal, newBoundary, now }) {
      const prepared = await prepareTrial(input.prompt, cases);
      const result = await runCases({
        ...{ cases: prepared, concurrency, maxOutputTokens, signal, ask, newBoundary, now },
        onEvent: ({ type, ...data }) => trace.step(type, data),
      });
      return { result, scores: [] };
    },
  };
}

function noModel(): PromptForgeError {
  return new PromptForgeError(
    'request_invalid',
    'test() puts a prompt to a model, and this PromptForge works by rules alone. Pass it a model.',
  );
}
