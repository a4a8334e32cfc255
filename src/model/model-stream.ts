import type { JsonObject } from '../domain/json/json.js';
import type { TokenUsage } from '../domain/quota/usage.js';
import type { ModelPurpose } from '../ports/model.js';

/** How firmly a server is asked for JSON, from the firmest down. */
export type OutputMode = 'json_schema' | 'json_object' | 'text';

/** One request, in no vendor's words. */
export interface StreamCall {
  readonly purpose: ModelPurpose;
  readonly system: string;
  readonly user: string;
  /** Null for plain text; then `mode` is `text`. */
  readonly schema: JsonObject | null;
  readonly mode: OutputMode;
  readonly maxOutputTokens: number;
  readonly endUser: string;
}

/** What a provider says while it answers, in no vendor's words. */
export type StreamEvent =
  | { readonly kind: 'progress' }
  | { readonly kind: 'text'; readonly text: string }
  /** A refusal is output as well, and billed. */
  | { readonly kind: 'refusal'; readonly text: string }
  | { readonly kind: 'usage'; readonly tokens: TokenUsage }
  /** The terminal event: a stream without it was cut. */
  | { readonly kind: 'end'; readonly reason: 'complete' | 'length' | 'filtered' }
  /** The provider gave up after it had begun to answer. */
  | { readonly kind: 'failed'; readonly vendorCode: string | null };

interface OpenedStream {
  readonly requestId: string | null;
  readonly events: AsyncIterable<StreamEvent>;
}

/**
 * Sends one request and resolves when the server begins to answer; rejects with the SDK's error.
 * `onSend` is called when the request goes out: until then it costs nothing.
 */
export type StreamOpener = (
  call: StreamCall,
  request: { readonly signal: AbortSignal; readonly onSend: () => void },
) => Promise<OpenedStream>;
