import { type Problem, ProblemError } from 'promptforge/client';
import { inTime } from './numbers';

/** What is shown of an error. */
export interface ProblemWords {
  readonly title: string;
  readonly detail: string;
}

type Say = (problem: Problem, wait: string | null) => ProblemWords;

/** Codes that these pages have words of their own for. All others speak for themselves. */
const own: Readonly<Partial<Record<Problem['code'], Say>>> = {
  sign_in_failed: () => ({
    title: 'That did not match',
    detail: 'The e-mail address or the password is wrong. Nobody is told which of the two.',
  }),
  sign_in_throttled: (_problem, wait) => ({
    title: 'Too many attempts',
    detail: `Try again in ${wait ?? 'a while'}, or set a new password by e-mail.`,
  }),
  email_unverified: () => ({
    title: 'Your address is not verified yet',
    detail: 'We have sent you a link. Open it, and sign in here afterwards.',
  }),
  email_token_invalid: () => ({
    title: 'This link does not work any more',
    detail: 'It was used before, is too old, or a newer one has taken its place. Ask for another one.',
  }),
  email_taken: () => ({ title: 'There is an account already', detail: 'Sign in, or set a new password by e-mail.' }),
  run_canceled: () => ({ title: 'Canceled', detail: 'What the run had used by then is paid for.' }),
  overloaded: (_problem, wait) => ({ title: 'Much is going on', detail: `Try again in ${wait ?? 'a moment'}.` }),
};

const password: Readonly<Record<string, string>> = {
  too_short: 'Choose a password of at least 8 characters.',
  too_long: 'Choose a password of at most 128 characters.',
  compromised: 'This password is in lists of stolen ones. Choose another.',
};

/** What to tell the person of an error: no answer at all, or a problem of the server by its code. */
export function problemWords(error: unknown): ProblemWords {
  if (!(error instanceof ProblemError)) {
    return {
      title: 'No connection',
      detail: 'The server could not be reached. Nothing is lost: try again in a moment.',
    };
  }
  const { problem, retryAfterMs } = error;
  const wait = retryAfterMs === null ? null : inTime(retryAfterMs);
  const said = own[problem.code]?.(problem, wait);
  return said ?? { title: problem.title.replace(/\.$/, ''), detail: problem.detail };
}

/** What is wrong with a password; null when it is something else. */
export function passwordProblem(error: unknown): string | null {
  if (!(error instanceof ProblemError) || error.problem.code !== 'password_unacceptable') return null;
  return password[String(error.problem.details.reason)] ?? error.problem.detail;
}

export function codeOf(error: unknown): Problem['code'] | null {
  return error instanceof ProblemError ? error.problem.code : null;
}
