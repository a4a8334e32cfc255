/** What is used of a Hono context, so that no version of Hono has to be installed to typecheck. */
export interface HonoContext {
  /** What the server passes: `@hono/node-server` the request of Node, others something else. */
  readonly env?: unknown;
  readonly req: {
    readonly raw: Request;
    /** Also what another middleware has read before. */
    arrayBuffer(): Promise<ArrayBuffer>;
  };
  /** Takes the variables of the host's application, which are not known here. */
  set(key: never, value: never): void;
  header(name: string, value?: string): void;
}

export type HonoNext = () => Promise<void>;
