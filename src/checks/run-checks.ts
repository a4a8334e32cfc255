import type { CheckEvidence, CheckOutcome } from '../index.js';
import { PromptForgeError } from '../index.js';
import { type Check, fullNameOf } from './check.js';
import { type CheckContextParts, checkContext } from './check-context.js';
import { CheckEnding } from './check-ending.js';

/** How far a run of checks has come. */
export type CheckEvent =
  | { readonly type: 'check.started'; readonly name: string; readonly done: number; readonly total: number }
  | { readonly type: 'check.ended'; readonly outcome: CheckOutcome; readonly done: number; readonly total: number };

export type CheckEventListener = (event: CheckEvent) => void;

export interface RunParts extends Omit<CheckContextParts, 'onEvidence'> {
  readonly checks: readonly Check[];
  readonly leftOut: (check: Check) => string | null;
  readonly onEvent: CheckEventListener;
}

/** Requests of a check that its outcome names. */
const mostEvidence = 5;

/** Carries checks out one after the other. Once the signal aborts, those that are left are skipped. */
export async function runChecks({ checks, leftOut, onEvent, ...parts }: RunParts): Promise<readonly CheckOutcome[]> {
  const outcomes: CheckOutcome[] = [];
  const total = checks.length;
  for (const check of checks) {
    onEvent({ type: 'check.started', name: fullNameOf(check), done: outcomes.length, total });
    const outcome = await outcomeOf(check, leftOut(check), parts);
    outcomes.push(outcome);
    onEvent({ type: 'check.ended', outcome, done: outcomes.length, total });
  }
  return outcomes;
}

type Ending = Pick<CheckOutcome, 'status' | 'reason'>;

async function outcomeOf(
  check: Check,
  leftOut: string | null,
  parts: Omit<CheckContextParts, 'onEvidence'>,
): Promise<CheckOutcome> {
  const evidence: CheckEvidence[] = [];
  const startedAt = performance.now();
  const ending = leftOut === null ? await tried(check, { ...parts, onEvidence: (made) => evidence.push(made) }) : null;
  return {
    name: fullNameOf(check),
    suite: check.suite,
    title: check.title,
    ...(ending ?? { status: 'skipped', reason: leftOut }),
    milliseconds: Math.round(performance.now() - startedAt),
    evidence: evidence.slice(-mostEvidence),
  };
}

const brokenOff: Ending = { status: 'skipped', reason: 'The run was broken off.' };

async function tried(check: Check, parts: CheckContextParts): Promise<Ending> {
  if (parts.signal.aborted) return brokenOff;
  try {
    await check.run(checkContext(parts));
    return { status: 'passed', reason: null };
  } catch (error) {
    if (error instanceof CheckEnding) return { status: error.status, reason: error.message };
    return parts.signal.aborted ? brokenOff : { status: 'failed', reason: reasonOf(error, parts.settings.timeoutMs) };
  }
}

/** Errors of others may hold anything, what was answered included: they are told by their names. */
function reasonOf(error: unknown, timeoutMs: number): string {
  if (PromptForgeError.is(error)) return `${error.code}: ${error.message}`;
  if (!(error instanceof Error)) return 'The check failed with something that is no error.';
  if (error.name === 'TimeoutError') return `There was no answer within ${timeoutMs} ms.`;
  const { code } = (error.cause ?? error) as { readonly code?: unknown };
  const named = typeof code === 'string' && /^[A-Z_]{1,40}$/.test(code) ? ` (${code})` : '';
  return `The check, or the connection to its target, failed with a ${error.name.slice(0, 40)}${named}.`;
}
