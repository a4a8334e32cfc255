import type { Span } from '../domain/text/span.js';

/**
 * Something a detector noticed in a text. It quotes nothing. What a code means, how grave it is and
 * how to mend it stands once for all, in the table of its detector.
 */
export interface Detection<Code extends string> {
  readonly code: Code;
  /** Where it is in the text as it was given; null when it is about the whole of it. */
  readonly span: Span | null;
  /** How sure the detector is, from 0 to 1. It is no probability: policies compare it with their thresholds. */
  readonly confidence: number;
}
