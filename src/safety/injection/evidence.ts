import type { Span } from '../../domain/text/span.js';
import type { InjectionCode } from './injection-code.js';

/** Something in a text that speaks for an injection. */
export interface Evidence {
  readonly code: InjectionCode;
  /** What it is worth, from 0 to 1, before it is discounted. */
  readonly weight: number;
  /** Into the text it was found in. */
  readonly span: Span;
  /** Tells apart the rules it came from: each counts once. */
  readonly rule: object;
  readonly fenced: boolean;
}
