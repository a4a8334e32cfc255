import type { TokenUsage } from '../domain/quota/usage.js';
import type { StreamCall, StreamEvent, StreamOpener } from './model-stream.js';
import type { Watch } from './watch.js';

/** All that was heard of one attempt, however it ended. */
export interface Heard {
  /** True once the request went out. */
  sent: boolean;
  /** True once the server began to answer. */
  began: boolean;
  requestId: string | null;
  text: string;
  refused: boolean;
  /** What the model said in place of an answer. */
  refusal: string;
  /** The provider's own count. */
  tokens: TokenUsage | null;
  end: 'complete' | 'length' | 'filtered' | null;
  /** Set when the provider reported that it gave up. */
  failed: { readonly vendorCode: string | null } | null;
  /** What the SDK threw. */
  thrown: unknown;
}

interface Listen {
  readonly idleMs: number;
  /** In characters. A server that ignores the limit of an answer is not heard out. */
  readonly longestText: number;
  /** Called when the server begins to answer. */
  readonly onBegin: () => void;
  readonly onText: (text: string) => void;
}

/** How long a finished answer waits for its usage and for the connection to close. */
const tailMs = 2_000;

/** Sends one request and listens until its stream ends, breaks or is stopped. Never rejects. */
export async function hearStream(
  open: StreamOpener,
  call: StreamCall,
  watch: Watch,
  { idleMs, longestText, onBegin, onText }: Listen,
): Promise<Heard> {
  const heard: Heard = {
    sent: false,
    began: false,
    requestId: null,
    text: '',
    refused: false,
    refusal: '',
    tokens: null,
    end: null,
    failed: null,
    thrown: null,
  };
  const events = eventsOf(open, call, watch.signal, heard, onBegin);
  let pending: Promise<IteratorResult<StreamEvent>> | null = null;
  try {
    for (;;) {
      const ended = heard.end !== null || heard.failed !== null;
      watch.heard(ended ? Math.min(tailMs, idleMs) : idleMs);
      pending = events.next();
      const next = await watch.guard(pending);
      if (next.done) break;
      take(next.value, heard, onText);
      if (lengthOf(heard) > longestText) {
        heard.end = 'length';
        events.return(undefined).catch(() => {});
        break;
      }
    }
  } catch (error) {
    heard.thrown = error;
    if (watch.reason() !== null && pending !== null) await drain(pending, events, heard, longestText);
    // Not awaited: a generator that hangs would hang here too. The end of the watch frees the connection.
    events.return(undefined).catch(() => {});
  }
  return heard;
}

async function* eventsOf(
  open: StreamOpener,
  call: StreamCall,
  signal: AbortSignal,
  heard: Heard,
  onBegin: () => void,
): AsyncGenerator<StreamEvent> {
  const onSend = () => {
    heard.sent = true;
  };
  const stream = await open(call, { signal, onSend });
  heard.began = true;
  heard.requestId = stream.requestId;
  onBegin();
  yield { kind: 'progress' };
  yield* stream.events;
}

/** Turns of the event loop without news, after which nothing more has arrived. Each reads what the system has. */
const quietTurns = 10;
/** A server that writes on is not listened to for longer: what it wrote before is read long since. */
const longestDrainMs = 100;
/** However long they take, on a machine that pauses: what had arrived is read in them. */
const surelyTurns = 20;

/**
 * Takes what had arrived when the attempt was stopped, in the buffers of this process and of the
 * system: the provider has billed it, and its own count may be among it. Nobody is told of it.
 */
async function drain(
  first: Promise<IteratorResult<StreamEvent>>,
  events: AsyncGenerator<StreamEvent>,
  heard: Heard,
  longestText: number,
): Promise<void> {
  const until = performance.now() + longestDrainMs;
  let quiet = 0;
  let open = true;
  const listen = async () => {
    for (let next = await first; open && !next.done; next = await events.next()) {
      take(next.value, heard, () => {});
      quiet = 0;
      if (lengthOf(heard) > longestText) break;
    }
    open = false;
  };
  listen().catch(() => {
    // The stream broke. What was taken until then is what there is.
    open = false;
  });
  for (let turn = 0; open && quiet < quietTurns; turn += 1) {
    if (turn >= surelyTurns && performance.now() >= until) break;
    quiet += 1;
    await new Promise(setImmediate);
  }
  open = false;
}

/** A refusal is output as well. */
function lengthOf({ text, refusal }: Heard): number {
  return text.length + refusal.length;
}

function take(event: StreamEvent, heard: Heard, onText: (text: string) => void): void {
  switch (event.kind) {
    case 'text':
      heard.text += event.text;
      onText(event.text);
      break;
    case 'refusal':
      heard.refused = true;
      heard.refusal += event.text;
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
