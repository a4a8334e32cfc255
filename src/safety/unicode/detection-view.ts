import type { Span } from '../../domain/text/span.js';

/** How a view came about. */
export const detectionViewKinds = ['folded', 'decoded', 'rotated', 'reversed', 'displayed'] as const;
export type DetectionViewKind = (typeof detectionViewKinds)[number];

/** A text as a detector should read it: what hides words from a matcher is undone. */
export interface DetectionView {
  readonly kind: DetectionViewKind;
  /** The letters keep their case. */
  readonly text: string;
  /**
   * The stretch of the input that a stretch of this view came from, in UTF-16 code units. Offsets
   * beyond the view count as its ends. What was decoded points at the whole of what encodes it.
   */
  readonly sourceSpan: (start: number, end: number) => Span;
}
