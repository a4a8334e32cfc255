/** One event of a stream (https://html.spec.whatwg.org/multipage/server-sent-events.html). */
export interface ServerSentEvent {
  /** Where to go on from, which clients send back as `Last-Event-ID`; null for what is not kept. */
  readonly id: string | null;
  readonly event: string;
  readonly data: unknown;
}

/** JSON has no line breaks of its own, so that the data is one line. */
export function encodeEvent({ id, event, data }: ServerSentEvent): string {
  return `${id === null ? '' : `id: ${id}\n`}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
}

/** A comment: it says that the connection lives, to proxies above all. */
export const heartbeat = ': \n\n';
