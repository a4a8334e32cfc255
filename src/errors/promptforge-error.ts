import type { JsonObject } from '../domain/json/json.js';
import type { ErrorCode } from './code.js';

const marker = Symbol.for('promptforge.error');

export interface PromptForgeErrorOptions {
  /** Facts a program can act on. Sent to HTTP clients: never a secret, never text a user wrote. */
  readonly details?: JsonObject;
  /** How long to wait before trying again, in milliseconds; null when waiting cannot help. */
  readonly retryAfterMs?: number | null;
  /** The underlying error, already free of secrets and user text. */
  readonly cause?: unknown;
  /**
   * Work that was done and could not be recorded. Kept out of enumeration, so that no logger
   * or serializer prints what a user wrote.
   */
  readonly unsettled?: unknown;
}

/**
 * The only error PromptForge throws. Branch on {@link PromptForgeError.code}; the message is
 * for people and says how to mend the cause.
 */
export class PromptForgeError extends Error {
  override readonly name = 'PromptForgeError';
  readonly code: ErrorCode;
  readonly details: JsonObject;
  readonly retryAfterMs: number | null;
  declare readonly unsettled: unknown;

  constructor(code: ErrorCode, message: string, options: PromptForgeErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.details = options.details ?? {};
    this.retryAfterMs = options.retryAfterMs ?? null;
    Object.defineProperty(this, 'unsettled', { value: options.unsettled, enumerable: false });
    Object.defineProperty(this, marker, { value: true, enumerable: false });
  }

  /**
   * True for an error made by any copy of this package, also when two versions are installed
   * side by side and `instanceof` would fail.
   */
  static is(error: unknown): error is PromptForgeError {
    return typeof error === 'object' && error !== null && marker in error;
  }
}
