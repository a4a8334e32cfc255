/** Where an error came up that no caller gets to see. */
export interface ErrorContext {
  readonly during: 'onEvent' | 'settle' | 'run' | 'http';
  readonly runId?: string;
}

/** Hands an error to the host, for its log or error tracker. Must not throw. */
export type ReportError = (error: unknown, context: ErrorContext) => void;
