import type { AssertionResult, CaseResult, PromptTestReport } from '../domain/runs/prompt-test.js';
import { PromptForgeError } from '../errors/promptforge-error.js';
import type { AskModel } from '../ports/ask-model.js';
import { isUnusableAnswer } from '../ports/unusable-answer.js';
import { gradeAnswer } from './assertions/grade-answer.js';
import type { PreparedAssertion } from './assertions/prepare-assertion.js';
import { caseQuestion } from './case-question.js';
import { inTurns } from './in-turns.js';
import type { PreparedCase } from './prepare-trial.js';
import type { TrialOutputTokens } from './worst-case-of-cases.js';

/** A case has been tried. Holds nothing that a user or a model wrote. */
export interface TrialEvent {
  readonly type: 'case.tested';
  /** Position of the case in the request, from 0. */
  readonly index: number;
  readonly passed: boolean;
  /** Assertions that do not hold. */
  readonly failedAssertions: number;
  /** Why there was no answer; null when there was one. */
  readonly code: string | null;
}

export interface RunCasesRequest {
  /** As `prepareTrial` made them. */
  readonly cases: readonly PreparedCase[];
  /** Cases that are asked about at the same time, 1 to 8. */
  readonly concurrency: number;
  readonly maxOutputTokens: TrialOutputTokens;
  readonly signal: AbortSignal;
  readonly ask: AskModel;
  /** Random text for the boundaries around what is graded. */
  readonly newBoundary: () => string;
  /** Milliseconds, for the time a call takes. */
  readonly now: () => number;
  readonly onEvent: (event: TrialEvent) => void;
}

/**
 * Puts each case to the model and tries its assertions. A case whose answer is refused, cut off or none is a
 * case that failed; every other failure of the model ends the run, and so does an abort: there is a whole
 * report or none.
 * @throws PromptForgeError `run_canceled`, or the code of the model's failure.
 */
export async function runCases(request: RunCasesRequest): Promise<PromptTestReport> {
  const { cases, concurrency, onEvent } = request;
  const results = await inTurns(cases, concurrency, async (one, index) => {
    const result = await runCase(one, index, request);
    const failedAssertions = result.assertions.filter(({ passed }) => !passed).length;
    const { passed, failure } = result;
    onEvent({ type: 'case.tested', index, passed, failedAssertions, code: failure?.code ?? null });
    return result;
  });
  const passed = results.filter((result) => result.passed).length;
  return { passed, failed: results.length - passed, cases: results };
}

async function runCase(one: PreparedCase, index: number, request: RunCasesRequest): Promise<CaseResult> {
  const { now, maxOutputTokens } = request;
  const ask = untilAborted(request);
  const startedAt = now();
  const answer = await answerTo(ask, one, maxOutputTokens.test, index);
  const latencyMs = Math.max(0, Math.round(now() - startedAt));
  const { name } = one;
  if (typeof answer !== 'string') {
    return { name, passed: false, output: null, latencyMs, failure: answer, assertions: [] };
  }
  const assertions: AssertionResult[] = [];
  for (const assertion of one.assertions) assertions.push(await resultOf(assertion, answer, { ...request, ask }));
  const passed = assertions.every((result) => result.passed);
  return { name, passed, output: answer, latencyMs, failure: null, assertions };
}

async function answerTo(
  ask: AskModel,
  one: PreparedCase,
  maxOutputTokens: number,
  index: number,
): Promise<string | NonNullable<CaseResult['failure']>> {
  try {
    return await ask(caseQuestion(one, maxOutputTokens, index));
  } catch (error) {
    if (isUnusableAnswer(error)) return { code: error.code, message: error.message };
    throw error;
  }
}

async function resultOf(
  assertion: PreparedAssertion,
  answer: string,
  { ask, newBoundary, maxOutputTokens }: RunCasesRequest,
): Promise<AssertionResult> {
  const { type } = assertion;
  if (type !== 'rubric') return { type, ...assertion.check(answer) };
  const parts = { ask, newBoundary, maxOutputTokens: maxOutputTokens.grade };
  return { type, ...(await gradeAnswer(answer, assertion.rubric, parts)) };
}

/** Looks before and after each call: an answer that came too late for its caller is none. */
function untilAborted({ ask, signal }: RunCasesRequest): AskModel {
  const stop = (): void => {
    if (signal.aborted) throw new PromptForgeError('run_canceled', 'The caller aborted the run.');
  };
  return async (question) => {
    stop();
    const answer = await ask(question);
    stop();
    return answer;
  };
}
