import { type Problem, ProblemError } from 'promptforge/client';
import { leaveForSignIn } from './sign-in-address';

interface Answer<T> {
  readonly data?: T;
  readonly error?: unknown;
  readonly response: Response;
}

/** Codes of a session that is over: there is nothing to show until somebody has signed in. */
const sessionCodes: ReadonlySet<string> = new Set<Problem['code']>([
  'session_missing',
  'session_invalid',
  'session_expired',
  'session_revoked',
]);

/** Whether somebody has to sign in before this can be asked again. */
export function isSignedOut(error: unknown): boolean {
  return error instanceof ProblemError && sessionCodes.has(error.problem.code);
}

/** What was answered. @throws ProblemError for anything else. */
export async function answered<T>(asked: Promise<Answer<T>>): Promise<T> {
  const { data, error, response } = await asked;
  // What has no answer has no data either, and its type says so.
  if (response.ok) return data as T;
  throw new ProblemError(isProblem(error) ? error : unreadable(response.status), waitOf(response));
}

/** The same for pages that need a session: without one, the page of signing in takes their place. */
export async function answeredInSession<T>(asked: Promise<Answer<T>>): Promise<T> {
  try {
    return await answered(asked);
  } catch (error) {
    if (isSignedOut(error)) return leaveForSignIn();
    throw error;
  }
}

function isProblem(error: unknown): error is Problem {
  return typeof error === 'object' && error !== null && 'code' in error;
}

function waitOf(response: Response): number | null {
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
  return Number.isFinite(seconds) ? seconds * 1_000 : null;
}

function unreadable(status: number): Problem {
  const detail = `The server answered ${status}, without saying why.`;
  return { type: 'about:blank', title: 'No answer', status, detail, code: 'internal', details: {} };
}
