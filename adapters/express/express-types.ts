import type { IncomingMessage, ServerResponse } from 'node:http';

/** What is used of an Express request, so that no version of Express has to be installed to typecheck. */
export interface ExpressRequest extends IncomingMessage {
  /** The whole path and query, also under a mount path. */
  readonly originalUrl: string;
  /** Set when a body parser ran before. */
  readonly body?: unknown;
  /** `http` or `https`; that of a proxy where `trust proxy` says so. */
  readonly protocol?: string;
  /** The host without its port; that of a proxy where `trust proxy` says so. */
  readonly hostname?: string | undefined;
  /** The address of the client; what a proxy says of it where `trust proxy` says so. */
  readonly ip?: string | undefined;
  /** Knows the setting `trust proxy`. */
  readonly app?: { get(setting: string): unknown };
}

export type ExpressResponse = ServerResponse;
export type ExpressNext = (error?: unknown) => void;
