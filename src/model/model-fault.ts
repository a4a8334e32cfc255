import type { ModelFailureCode } from '../ports/model.js';

/** Why one attempt brought no answer, and what may be done about it. */
export interface ModelFault {
  readonly code: ModelFailureCode;
  /** For people; free of secrets and of text a user wrote. */
  readonly message: string;
  /** The wait the provider asks for; null when it names none or waiting cannot help. */
  readonly retryAfterMs: number | null;
  /** True when the same request may succeed if sent again. */
  readonly retry: boolean;
  /** True when the server rejected the way it was asked for JSON. */
  readonly formatRejected: boolean;
  readonly cause: Error;
}
