import { type Problem, toProblem } from '../../index.js';
import { problemResponse } from '../problem-response.js';
import { html } from './html.js';
import { htmlResponse } from './html-response.js';
import { layout } from './layout.js';

export interface ProblemPageParts {
  readonly error: unknown;
  /** Where the routes begin, without a slash at the end. */
  readonly basePath: string;
  /** Of the page that was asked for, without its query. */
  readonly path: string;
  /** Where people sign in, as `safeUrl` answers it; null where nobody has said. */
  readonly signInUrl: string | null;
  /** Whether the browser keeps the tokens of the session, so that the script can renew it. */
  readonly hasCookies: boolean;
}

/** The page in whose place a refusal or a failure stands: what is wrong, and the way on. */
export function problemPage({ error, ...parts }: ProblemPageParts): Response {
  const problem = toProblem(error);
  const { status, detail, code } = problem;
  const isSignedOut = status === 401;
  const page = layout({
    basePath: parts.basePath,
    title: titleOf(problem),
    links: [],
    content: html`<section class="panel" aria-label="What to do"><p>${isSignedOut ? signedOutWords : detail}</p>
<p class="actions">${wayOn(problem, parts)}</p>
<p class="note">Code: <code>${code}</code></p></section>`,
    isExpired: parts.hasCookies && (code === 'session_expired' || code === 'session_missing'),
  });
  return htmlResponse(page, { status, headers: headersOf(error) });
}

/** What its status calls for, as when a program had asked. */
function headersOf(error: unknown): Readonly<Record<string, string>> {
  const { headers } = problemResponse(error);
  const names = ['retry-after', 'www-authenticate'] as const;
  return Object.fromEntries(names.flatMap((name) => (headers.has(name) ? [[name, headers.get(name) ?? '']] : [])));
}

const signedOutWords = 'These pages show figures to people who are signed in. Sign in, and come back.';

function titleOf({ status }: Problem): string {
  if (status === 400) return 'That filter does not work';
  if (status === 401) return 'You are not signed in';
  if (status === 403) return 'This page is not for you';
  if (status === 404) return 'There is nothing here';
  return 'This page cannot be shown now';
}

function wayOn({ status }: Problem, { basePath, path, signInUrl }: Omit<ProblemPageParts, 'error'>) {
  if (status === 401) {
    return signInUrl !== null && html`<a class="button" href="${signInUrl}">Sign in</a>`;
  }
  if (status === 403) {
    const own = `${basePath}/dashboard`;
    return path !== own && html`<a class="button" href="${own}">Your figures</a>`;
  }
  return html`<a class="button" href="${path}">${wordsOn(status)}</a>`;
}

/** The path is that of the page alone, without what was asked of it. */
function wordsOn(status: number): string {
  if (status === 400) return 'Show it without filters';
  return status === 404 ? 'Show the page' : 'Try again';
}
