import type { Span } from '../../domain/text/span.js';
import { readingOf } from './reading.js';

/** A stretch of a text, and what it is called. */
export interface NamedStretch {
  readonly code: string;
  readonly span: Span;
}

/** A text in which stand-ins have the place of stretches of it. */
export interface StoodIn {
  readonly text: string;
  /** Where a stretch of that text comes from. One that touches a stand-in means all that it stands for. */
  readonly originOf: (span: Span) => Span;
}

interface Part {
  readonly at: Span;
  readonly from: Span;
  readonly kept: boolean;
}

/**
 * Puts `[code:1]` in the place of stretches, which are in their order and don't overlap. Equal values
 * have equal numbers; numbers that the text already holds are left to it. People use this form for
 * no placeholder of their own.
 */
export function withStandIns(text: string, stretches: readonly NamedStretch[]): StoodIn {
  const numberOf = numbering(text);
  const parts: Part[] = [];
  let result = '';
  let past = 0;
  const add = (shown: string, from: Span, kept: boolean) => {
    if (shown === '') return;
    parts.push({ at: { start: result.length, end: result.length + shown.length }, from, kept });
    result += shown;
  };
  for (const { code, span } of stretches) {
    add(text.slice(past, span.start), { start: past, end: span.start }, true);
    add(`[${code}:${numberOf(code, text.slice(span.start, span.end))}]`, span, false);
    past = span.end;
  }
  add(text.slice(past), { start: past, end: text.length }, true);
  return { text: result, originOf: (span) => originOf(parts, span) };
}

/** Counts the values of each code, from behind the highest number that the text holds by itself. */
function numbering(text: string) {
  const highest = new Map<string, number>();
  for (const [, code = '', number] of text.matchAll(/\[([a-z_]{3,30}):(\d{1,6})\]/g)) {
    highest.set(code, Math.max(highest.get(code) ?? 0, Number(number)));
  }
  const known = new Map<string, number>();
  return (code: string, value: string): number => {
    const key = `${code} ${readingOf(value)
      .text.toLowerCase()
      .replaceAll(/[\s()-]/g, '')}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const number = (highest.get(code) ?? 0) + 1;
    highest.set(code, number);
    known.set(key, number);
    return number;
  };
}

function originOf(parts: readonly Part[], { start, end }: Span): Span {
  const first = partAt(parts, start);
  const last = partAt(parts, end - 1);
  if (first === undefined || last === undefined) return { start, end };
  return {
    start: first.kept ? first.from.start + start - first.at.start : first.from.start,
    end: last.kept ? last.from.end - (last.at.end - end) : last.from.end,
  };
}

function partAt(parts: readonly Part[], offset: number): Part | undefined {
  let low = 0;
  let high = parts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((parts[middle]?.at.end ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return parts[low];
}
