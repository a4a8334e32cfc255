import { eventStreamResponse, opening } from './event-stream-response.js';
import { encodeEvent, heartbeat, type ServerSentEvent } from './server-sent-event.js';

/** A stream of events on its way to a client. */
export interface EventStream {
  readonly response: Response;
  /** Waits in line where the client reads slowly. */
  send(event: ServerSentEvent): void;
  /** The stream ends once all was read. */
  end(): void;
}

export interface EventStreamOptions {
  /** Called once when the client goes away before the end. */
  readonly onLeave: () => void;
  readonly headers: Readonly<Record<string, string>>;
  /** Milliseconds of silence after which a comment is sent: proxies close what is silent for a minute. */
  readonly heartbeatMs: number;
}

/** Characters that may wait for a client that does not read; then what is not kept is left out. */
const longestLine = 262_144;

/**
 * Answers with a stream of server-sent events. Nothing is written before the client has read what was
 * written before: events wait in line. Where the line grows long, pieces of text are dropped: they are not kept,
 * so that whoever comes back cannot get them either.
 */
export function eventStream({ onLeave, headers, heartbeatMs }: EventStreamOptions): EventStream {
  const encoder = new TextEncoder();
  const line: string[] = [opening];
  let waiting = 0;
  let isEnded = false;
  let isOver = false;
  let reader: ReadableStreamDefaultController<Uint8Array> | null = null;

  const write = () => {
    if (reader === null || isOver) return;
    const text = line.join('');
    line.length = 0;
    waiting = 0;
    if (text !== '') {
      reader.enqueue(encoder.encode(text));
      reader = isEnded ? reader : null;
    }
    if (isEnded) over();
  };
  const beat = setInterval(() => {
    if (line.length > 0) return;
    line.push(heartbeat);
    write();
  }, heartbeatMs);
  beat.unref();
  const over = () => {
    if (isOver) return;
    isOver = true;
    clearInterval(beat);
    reader?.close();
  };

  const response = eventStreamResponse(
    {
      pull(controller) {
        reader = controller;
        write();
      },
      cancel() {
        isOver = true;
        clearInterval(beat);
        if (!isEnded) onLeave();
      },
    },
    headers,
  );
  return {
    response,
    send: (event) => {
      if (isEnded || isOver) return;
      const text = encodeEvent(event);
      if (event.id === null && event.event.endsWith('.delta') && waiting + text.length > longestLine) return;
      waiting += text.length;
      line.push(text);
      write();
    },
    end: () => {
      isEnded = true;
      write();
    },
  };
}
