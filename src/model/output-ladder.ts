import type { OutputMode } from './model-stream.js';
import type { Vendor } from './vendor.js';

const rungs: readonly OutputMode[] = ['json_schema', 'json_object', 'text'];

/** Which way of asking for JSON a server takes. */
export interface OutputLadder {
  /** The firmest way not known to be rejected. */
  top(): OutputMode;
  /** The next way down; null when there is none. */
  below(mode: OutputMode): OutputMode | null;
  /** Remembers that a way was taken, so that later calls start with it. */
  taken(mode: OutputMode): void;
}

/** OpenAI and Azure take a schema. Of other servers some take only an object, some neither. */
export function outputLadder(vendor: Vendor): OutputLadder {
  let start: OutputMode = 'json_schema';
  return {
    top: () => start,
    below: (mode) => (vendor === 'other' ? (rungs[rungs.indexOf(mode) + 1] ?? null) : null),
    taken: (mode) => {
      start = mode;
    },
  };
}
