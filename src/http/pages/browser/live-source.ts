export interface LiveListener {
  /** Types of events that are told. */
  readonly types: readonly string[];
  readonly opened: () => void;
  readonly arrived: (type: string) => void;
  /** The browser comes back by itself, where it left off. */
  readonly interrupted: () => void;
  /** It does not come back: it was refused, or no longer allowed. `cursor` is that of the last event, if any. */
  readonly ended: (cursor: string | null) => void;
}

/** Follows a stream of events from a cursor on, and answers what ends it. */
export function liveSource(url: string, after: string | null, listener: LiveListener): () => void {
  const source = new EventSource(after === null ? url : `${url}&after=${encodeURIComponent(after)}`);
  let cursor = after;
  const end = () => {
    source.close();
    listener.ended(cursor);
  };
  source.addEventListener('open', listener.opened);
  source.addEventListener('snapshot', ({ lastEventId }) => {
    cursor = lastEventId || cursor;
  });
  for (const type of listener.types) {
    source.addEventListener(type, ({ lastEventId }) => {
      cursor = lastEventId || cursor;
      listener.arrived(type);
    });
  }
  source.addEventListener('problem', end);
  source.addEventListener('error', () => (source.readyState === EventSource.CLOSED ? end() : listener.interrupted()));
  return () => source.close();
}
