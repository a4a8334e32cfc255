import type { Span } from '../../domain/text/span.js';
import type { Detection } from '../detection.js';
import type { HiddenTextCode } from './hidden-text-meanings.js';
import { hasRightToLeft, unseenRuns } from './unseen-runs.js';

/** Tags and variation selectors of the supplement: so many in a run carry a text. */
const carriers = /[\u{e0000}-\u{e0fff}]/gu;
const fewestCarriers = 4;

/** So many characters that show nothing in a run carry one too, whatever they are. */
const longestHonestRun = 12;

const overrides = /[\u202d\u202e]/;
const bidi = /[\u202a-\u202e\u2066-\u2069]/;
const controls = /^[\u0000-\u001f\u007f-\u009f]+$/;
const letterBefore = /[\p{L}\p{M}]$/u;
const letterAfter = /^[\p{L}\p{M}]/u;
const surrogates = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** What stands closer together than this, in code units, is told of once. */
const closest = 24;

interface Group {
  readonly code: HiddenTextCode;
  readonly start: number;
  end: number;
  /** What was found in it, one after the other. */
  found: string;
  count: number;
}

/**
 * Tells of what {@link sanitize} would take out of a text and why that may be meant to deceive. A stray
 * byte order mark, soft hyphen or cut emoji is told of with little confidence; hidden letters, bidi
 * overrides and words that are taken apart with much.
 */
export function detectHiddenText(text: string): readonly Detection<HiddenTextCode>[] {
  const found: Group[] = [
    ...unseenRuns(text).map(({ start, end }) => group(codeOf(text, start, end), { start, end }, text)),
    ...(text.isWellFormed() ? [] : Array.from(text.matchAll(surrogates), halfOf)),
  ];
  const rightToLeft = found.some(({ code }) => code === 'bidi_control') && hasRightToLeft(text);
  return gather(found).map((one) => ({
    code: one.code,
    span: { start: one.start, end: one.end },
    confidence: confidenceIn(one, rightToLeft),
  }));
}

function halfOf({ 0: half, index }: RegExpExecArray): Group {
  return { code: 'lone_surrogate', start: index, end: index + 1, found: half, count: 1 };
}

function group(code: HiddenTextCode, { start, end }: Span, text: string): Group {
  return { code, start, end, found: text.slice(start, end), count: 1 };
}

function codeOf(text: string, start: number, end: number): HiddenTextCode {
  const run = text.slice(start, end);
  if (controls.test(run)) return 'control_character';
  if ((run.match(carriers)?.length ?? 0) >= fewestCarriers || end - start > longestHonestRun) return 'hidden_text';
  if (bidi.test(run)) return 'bidi_control';
  const within =
    letterBefore.test(text.slice(Math.max(0, start - 2), start)) && letterAfter.test(text.slice(end, end + 2));
  return within ? 'invisible_in_word' : 'invisible_character';
}

/** Puts together what is of one kind and close to each other, in the order of the text. */
function gather(found: readonly Group[]): readonly Group[] {
  const open = new Map<HiddenTextCode, Group>();
  const groups: Group[] = [];
  for (const one of found) {
    const before = open.get(one.code);
    if (before !== undefined && one.start - before.end <= closest) {
      before.end = one.end;
      before.found += one.found;
      before.count += 1;
    } else {
      if (before !== undefined) groups.push(before);
      open.set(one.code, one);
    }
  }
  return [...groups, ...open.values()].sort((a, b) => a.start - b.start);
}

function confidenceIn({ code, found, count, start, end }: Group, rightToLeft: boolean): number {
  switch (code) {
    case 'hidden_text':
      return 0.95;
    case 'bidi_control':
      if (overrides.test(found)) return 0.9;
      return rightToLeft ? 0.15 : 0.4;
    case 'invisible_in_word': {
      // Hyphenation leaves two letters and more together, and so does what web pages put in for line breaks.
      const crowded = count >= 4 && end - start < count * 3;
      if (crowded) return 0.8;
      if (/^\u00ad+$/.test(found)) return 0.2;
      return count >= 3 ? 0.55 : 0.25;
    }
    case 'invisible_character':
      return count >= 4 ? 0.3 : 0.15;
    case 'control_character':
      return 0.3;
    case 'lone_surrogate':
      return count >= 3 ? 0.35 : 0.2;
  }
}
