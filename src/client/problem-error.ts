import type { components } from './paths.js';

/** What a server answers instead (RFC 9457), with a stable `code`. */
export type Problem = components['schemas']['Problem'];

/** A run that was refused or failed. Switch on `problem.code`. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';

  constructor(
    readonly problem: Problem,
    /** Milliseconds after which asking again may help; null when the server does not say. */
    readonly retryAfterMs: number | null = null,
  ) {
    super(problem.detail);
  }
}

/** The error of an answer that is none of success. What stands before the server may answer anything. */
export async function problemOf(response: Response): Promise<ProblemError> {
  const text = await response.text();
  const seconds = response.headers.get('retry-after') ?? '';
  const wait = /^\d{1,9}$/.test(seconds) ? Number(seconds) * 1_000 : null;
  return new ProblemError(parsedProblem(text) ?? unreadable(response.status), wait);
}

function parsedProblem(text: string): Problem | null {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === 'object' && parsed !== null && 'code' in parsed ? (parsed as Problem) : null;
  } catch {
    return null;
  }
}

function unreadable(status: number): Problem {
  return {
    type: 'about:blank',
    title: 'Unreadable answer',
    status,
    detail: `The server answered ${status} without a problem document: something between it and the client may have.`,
    code: 'internal',
    details: {},
  };
}
