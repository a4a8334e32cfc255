import type { CheckEvidence } from '../index.js';
import { type CheckAnswer, readAnswer } from './check-answer.js';
import { fail, skip } from './check-ending.js';
import type { CheckSettings } from './check-settings.js';
import type { ReachableTarget } from './check-target.js';
import { type DescribedRoutes, describedRoutes } from './described-routes.js';
import type { RequestGate } from './request-gate.js';
import type { TestPerson } from './test-people.js';
import type { TestTenant } from './test-tenant.js';

export interface CheckRequest {
  /** Default: GET, or POST when there is a body. */
  readonly method?: string;
  /** Below the base path, beginning with a slash. */
  readonly path: string;
  /** Whose token it brings. Default: nobody's. */
  readonly as?: TestPerson;
  /** A token of another kind, instead. */
  readonly token?: string;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Sent as it is, instead. */
  readonly text?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What a check gets to work with. */
export interface CheckContext {
  /**
   * Sends a request and reads its answer. It is counted, and waits for its turn.
   * @throws TypeError when the target cannot be reached, and a `TimeoutError` after `timeoutMs`.
   */
  request(request: CheckRequest): Promise<CheckAnswer>;
  /** Fails unless it is true. The reason goes into the report: it must not hold what was answered. */
  expect(truth: boolean, reason: string): void;
  /** Fails. */
  fail(reason: string): never;
  /** Ends the check without a verdict. */
  skip(reason: string): never;
  /** The token of a user of the checks. */
  token(person: TestPerson): Promise<string>;
  /** What `/openapi.json` says, read once in a run. Fails when there is none. */
  described(): Promise<DescribedRoutes>;
  /** Waits. */
  pause(milliseconds: number): Promise<void>;
  readonly settings: CheckSettings;
  /** Aborts when the run is broken off. */
  readonly signal: AbortSignal;
}

export interface CheckContextParts {
  readonly target: ReachableTarget;
  readonly tenant: TestTenant;
  readonly gate: RequestGate;
  readonly settings: CheckSettings;
  readonly signal: AbortSignal;
  /** Told of each request. */
  readonly onEvidence: (evidence: CheckEvidence) => void;
  readonly nextRequestId: () => string;
  readonly routes: { read: Promise<DescribedRoutes> | null };
}

export function checkContext(parts: CheckContextParts): CheckContext {
  const { target, tenant, gate, settings, signal, onEvidence, nextRequestId, routes } = parts;
  async function request({ path, as, text, body, ...asked }: CheckRequest): Promise<CheckAnswer> {
    const token = as === undefined ? asked.token : await tenant.token(as);
    const content = text ?? (body === undefined ? null : JSON.stringify(body));
    const method = asked.method ?? (content === null ? 'GET' : 'POST');
    const headers = {
      'x-request-id': nextRequestId(),
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(content === null ? {} : { 'content-type': 'application/json' }),
      ...asked.headers,
    };
    return gate.pass(async () => {
      signal.throwIfAborted();
      const startedAt = performance.now();
      let answered: CheckAnswer | null = null;
      try {
        const limit = AbortSignal.any([signal, AbortSignal.timeout(settings.timeoutMs)]);
        const sent = new Request(`${target.baseUrl}${path}`, { method, headers, body: content, signal: limit });
        const answer = await untilAborted(
          target.send(sent).then((response) => readAnswer(response, startedAt)),
          limit,
        );
        answered = answer;
        return answer;
      } finally {
        onEvidence({
          method,
          path: (path.split('?')[0] ?? '').slice(0, 200),
          status: answered?.status ?? null,
          requestId: answered?.headers.get('x-request-id')?.slice(0, 128) ?? null,
          milliseconds: Math.round(performance.now() - startedAt),
        });
      }
    });
  }
  return {
    request,
    expect: (truth, reason) => (truth ? undefined : fail(reason)),
    fail,
    skip,
    token: (person) => tenant.token(person),
    described() {
      routes.read ??= request({ path: '/openapi.json' }).then(describedRoutes);
      return routes.read;
    },
    pause: (milliseconds) => settings.pause(milliseconds, signal),
    settings,
    signal,
  };
}

/** Handlers in this process may not look at the signal. */
function untilAborted<T>(task: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const leave = () => reject(signal.reason);
    signal.addEventListener('abort', leave, { once: true });
    task.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave));
  });
}
