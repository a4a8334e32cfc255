import type { Span } from '../../domain/text/span.js';
import { rawHtmlEnd } from './raw-html-end.js';

const escaped = /[!-/:-@[-`{-~]/;

/**
 * The code spans of a paragraph, given by its lines without the marks before them, as CommonMark 0.31
 * (section 6.1) reads them: as many backticks end a span as began it, and a tag that comes first wins.
 */
export function codeSpans(text: string, lines: readonly Span[]): readonly Span[] {
  if (!lines.some(({ start, end }) => text.slice(start, end).includes('`'))) return [];
  const content = lines.map(({ start, end }) => text.slice(start, end)).join('\n');
  const closers = runsByLength(content);
  const failed = new Set<number | string>();
  const spans: Span[] = [];
  for (let at = 0; at < content.length; ) {
    const character = content[at];
    if (character === '\\') at += escaped.test(content[at + 1] ?? '') ? 2 : 1;
    else if (character === '<') at = rawHtmlEnd(content, at, failed) ?? at + 1;
    else if (character === '`') {
      const inside = endOfRun(content, at);
      const end = closers.nextAfter(inside, inside - at);
      if (end !== null) spans.push({ start: at, end });
      at = end ?? inside;
    } else at += 1;
  }
  return inText(spans, lines);
}

/** Runs of backticks by their length, each asked for in rising order only. */
function runsByLength(content: string): { nextAfter(position: number, length: number): number | null } {
  const runs = new Map<number, { readonly ends: number[]; next: number }>();
  for (let at = content.indexOf('`'); at !== -1; at = content.indexOf('`', at)) {
    const end = endOfRun(content, at);
    const same = runs.get(end - at) ?? { ends: [], next: 0 };
    same.ends.push(end);
    runs.set(end - at, same);
    at = end;
  }
  return {
    nextAfter(position, length) {
      const same = runs.get(length);
      if (same === undefined) return null;
      while ((same.ends[same.next] ?? Number.POSITIVE_INFINITY) - length < position) same.next += 1;
      return same.ends[same.next] ?? null;
    },
  };
}

function endOfRun(content: string, start: number): number {
  let end = start;
  while (content[end] === '`') end += 1;
  return end;
}

/** From the lines put together back to the text they stand in. */
function inText(spans: readonly Span[], lines: readonly Span[]): readonly Span[] {
  let line = 0;
  let lineAt = 0;
  const place = (position: number): number => {
    for (;;) {
      const { start, end } = lines[line] ?? { start: 0, end: 0 };
      if (position <= lineAt + end - start) return start + position - lineAt;
      lineAt += end - start + 1;
      line += 1;
    }
  };
  return spans.map(({ start, end }) => ({ start: place(start), end: place(end) }));
}
