import type { IncomingMessage, ServerResponse } from 'node:http';

/** What is used of an Express request, so that no version of Express has to be installed to typecheck. */
export interface ExpressRequest extends IncomingMessage {
  /** The whole path and query, also under a mount path. */
  readonly originalUrl: string;
  /** Set when a body parser ran before. */
  readonly body?: unknown;
}

export type ExpressResponse = ServerResponse;
export type ExpressNext = (error?: unknown) => void;
