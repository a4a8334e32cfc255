/** Where an error came up that no caller gets to see. */
export interface ErrorContext {
  readonly during:
    | 'onEvent'
    | 'settle'
    | 'run'
    | 'classify'
    | 'cache'
    | 'call'
    | 'http'
    | 'maintain'
    | 'subscribe'
    | 'plans'
    | 'quota'
    | 'session'
    | 'auth'
    | 'telemetry';
  readonly runId?: string;
  /** `X-Request-Id` of the HTTP request. */
  readonly requestId?: string;
}

/**
 * Hands an error to the host, for its log or error tracker. Errors of PromptForge hold no secret
 * and nothing a user wrote; one that was thrown by a part the host brought itself, such as its own
 * storage adapter, is passed on as it is.
 */
export type ReportError = (error: unknown, context: ErrorContext) => void;

/**
 * Calls a function of the host whose failure must not become ours: neither by throwing nor, when
 * it is async, by a rejection that nobody handles, which would end the process.
 */
export function callQuietly(call: () => unknown, onFailure: (error: unknown) => void): void {
  try {
    Promise.resolve(call()).catch(onFailure);
  } catch (error) {
    onFailure(error);
  }
}

/** Where reporting itself has failed, there is nobody left to tell. */
const noOne = () => {};

/**
 * Makes reporting safe to do wherever an error passes: the host hears of each once, also when it
 * comes by again as the cause of another, and a reporter that fails costs nobody a run.
 */
export function reportOnce(report: ReportError): ReportError {
  const told = new WeakSet<object>();
  return (error, context) => {
    const known = [error, causeOf(error)].filter(isObject);
    if (known.some((part) => told.has(part))) return;
    for (const part of known) told.add(part);
    callQuietly(() => report(error, context), noOne);
  };
}

function causeOf(error: unknown): unknown {
  return error instanceof Error ? error.cause : undefined;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
