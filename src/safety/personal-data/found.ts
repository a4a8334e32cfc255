import type { Detection } from '../detection.js';
import type { Reading } from './reading.js';

/** Something found in a reading, by the offsets of the reading. */
export interface Found<Code extends string> {
  readonly code: Code;
  readonly start: number;
  readonly end: number;
  readonly confidence: number;
}

/** In their order in the text, none over another: where two meet, the surer one stays, then the longer one, then the first. */
export function withoutOverlaps<Code extends string>(found: readonly Found<Code>[]): readonly Found<Code>[] {
  const byPlace = [...found].sort((a, b) => a.start - b.start);
  const kept: Found<Code>[] = [];
  for (const next of byPlace) {
    const last = kept.at(-1);
    if (last === undefined || last.end <= next.start) kept.push(next);
    else if (isBetter(next, last)) kept[kept.length - 1] = next;
  }
  return kept;
}

function isBetter(a: Found<string>, b: Found<string>): boolean {
  return a.confidence === b.confidence ? a.end - a.start > b.end - b.start : a.confidence > b.confidence;
}

export function detectionOf<Code extends string>(reading: Reading, found: Found<Code>): Detection<Code> {
  const { code, start, end, confidence } = found;
  return { code, span: { start: reading.startOf(start), end: reading.endOf(end) }, confidence };
}
