import type { TokenUsage } from '../domain/usage.js';
import type { StreamCall, StreamEvent, StreamOpener } from './model-stream.js';
import type { Watch } from './watch.js';

/** All that was heard of one attempt, however it ended. */
export interface Heard {
  /** True once the server began to answer. */
  began: boolean;
  requestId: string | null;
  text: string;
  refused: boolean;
  /** The provider's own count. */
  tokens: TokenUsage | null;
  end: 'complete' | 'length' | 'filtered' | null;
  /** Set when the provider reported that it gave up. */
  failed: { readonly vendorCode: string | null } | null;
  /** What the SDK threw. */
  thrown: unknown;
}

/** How long a finished answer waits for its usage and for the connection to close. */
const tailMs = 2_000;

/** Sends one request and listens until its stream ends, breaks or is stopped. Never rejects. */
export async function hearStream(
  open: StreamOpener,
  call: StreamCall,
  watch: Watch,
  listen: {
    readonly idleMs: number;
    /** In characters. A server that ignores the limit of an answer is not heard out. */
    readonly longestText: number;
    readonly onText: (text: string) => void;
  },
): Promise<Heard> {
  const heard: Heard = {
    began: false,
    requestId: null,
    text: '',
    refused: false,
    tokens: null,
    end: null,
    failed: null,
    thrown: null,
  };
  let events: AsyncIterator<StreamEvent> | null = null;
  try {
    const stream = await watch.guard(open(call, watch.signal));
    heard.began = true;
    heard.requestId = stream.requestId;
    events = stream.events[Symbol.asyncIterator]();
    for (;;) {
      const ended = heard.end !== null || heard.failed !== null;
      watch.heard(ended ? Math.min(tailMs, listen.idleMs) : listen.idleMs);
      const next = await watch.guard(events.next());
      if (next.done) break;
      take(next.value, heard, listen.onText);
      if (heard.text.length > listen.longestText) {
        heard.end = 'length';
        events.return?.().catch(() => {});
        break;
      }
    }
  } catch (error) {
    heard.thrown = error;
    // Not awaited: a generator that hangs would hang here too. The abort has freed the connection.
    events?.return?.().catch(() => {});
  }
  return heard;
}

function take(event: StreamEvent, heard: Heard, onText: (text: string) => void): void {
  switch (event.kind) {
    case 'text':
      heard.text += event.text;
      onText(event.text);
      break;
    case 'refusal':
      heard.refused = true;
      break;
    case 'usage':
      heard.tokens = event.tokens;
      break;
    case 'end':
      heard.end = event.reason;
      break;
    case 'failed':
      heard.failed = { vendorCode: event.vendorCode };
      break;
    case 'progress':
      break;
  }
}
