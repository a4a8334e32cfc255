/** Where an error came up that no caller gets to see. */
export interface ErrorContext {
  readonly during: 'onEvent' | 'settle' | 'run' | 'call' | 'http';
  readonly runId?: string;
}

/**
 * Hands an error to the host, for its log or error tracker. Errors of PromptForge hold no secret
 * and nothing a user wrote; one that was thrown by a part the host brought itself, such as its own
 * storage adapter, is passed on as it is.
 */
export type ReportError = (error: unknown, context: ErrorContext) => void;
