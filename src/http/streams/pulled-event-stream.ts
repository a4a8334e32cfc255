import { eventStreamResponse, opening } from './event-stream-response.js';
import { encodeEvent, heartbeat, type ServerSentEvent } from './server-sent-event.js';

export interface PulledEventStreamOptions {
  readonly events: AsyncIterator<ServerSentEvent, unknown, undefined>;
  /** What was asked of them already. */
  readonly first: Promise<IteratorResult<ServerSentEvent, unknown>>;
  /** Called once when the client goes away before the end. */
  readonly onLeave: () => void;
  /** Milliseconds of silence after which a comment is sent: proxies close what is silent for a minute. */
  readonly heartbeatMs: number;
  /** Asked at each sign of life. What it throws is told as the last event. */
  readonly mayGoOn: () => Promise<void>;
  /** The event that tells of an error, with which the stream ends. */
  readonly problemOf: (error: unknown) => ServerSentEvent;
}

/**
 * Answers with events as their reader takes them: the next one is asked for once the one before was read, so
 * that a slow client holds back the source, and nothing waits here.
 */
export function pulledEventStream(options: PulledEventStreamOptions): Response {
  const { events, first, onLeave, heartbeatMs, mayGoOn, problemOf } = options;
  const encoder = new TextEncoder();
  let hasOpened = false;
  let hasLeft = false;
  // Asked for, and not there yet: it goes on being waited for after a sign of life.
  let coming: Promise<IteratorResult<ServerSentEvent, unknown>> | null = first;

  /** What comes next as text; null at the end. */
  async function next(): Promise<string | null> {
    coming ??= events.next();
    const pending = coming;
    let timer: NodeJS.Timeout | undefined;
    const silence = new Promise<null>((resolve) => {
      timer = setTimeout(resolve, heartbeatMs, null);
      timer.unref();
    });
    const result = await Promise.race([pending, silence]).finally(() => clearTimeout(timer));
    if (result === null) {
      await mayGoOn();
      return heartbeat;
    }
    coming = null;
    return result.done === true ? null : encodeEvent(result.value);
  }

  return eventStreamResponse(
    {
      async pull(controller) {
        if (!hasOpened) {
          hasOpened = true;
          return controller.enqueue(encoder.encode(opening));
        }
        try {
          const text = await next();
          // Who left meanwhile is no failure to tell anybody of.
          if (hasLeft) return;
          if (text !== null) return controller.enqueue(encoder.encode(text));
        } catch (error) {
          if (hasLeft) return;
          // Nobody is left to hear of what is still being waited for.
          coming?.catch(() => {});
          onLeave();
          controller.enqueue(encoder.encode(encodeEvent(problemOf(error))));
        }
        controller.close();
      },
      cancel() {
        hasLeft = true;
        coming?.catch(() => {});
        onLeave();
      },
    },
    {},
  );
}
