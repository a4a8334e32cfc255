import type { Span } from '../../domain/span.js';

const fence = /```|~~~/g;
const quotes =
  /"[^"\n]{1,300}"|“[^“”]{1,300}”|„[^„“”]{1,300}[“”]|«[^«»]{1,300}»|「[^「」]{1,300}」|`[^`\n]{1,300}`|(?<![\p{L}\p{N}])['‘][^'‘’\n]{1,300}['’](?![\p{L}\p{N}])/gu;

/** How much of a text may be quoted or fenced before that stops being a way to show something. */
const most = { quoted: 0.7, fenced: 0.9 } as const;

/** What stands between a pair of code fences, unless that is nearly all of the text. One that is never closed fences nothing. */
export function fencedRanges(text: string): readonly Span[] {
  const marks = [...text.matchAll(fence)];
  const ranges: Span[] = [];
  for (let open = 0; open + 1 < marks.length; open += 2) {
    ranges.push({ start: marks[open]?.index ?? 0, end: (marks[open + 1]?.index ?? 0) + 3 });
  }
  return ranges.filter(({ start, end }) => end - start < text.length * most.fenced);
}

/** What stands in quotation marks or as inline code, unless that is most of the text. */
export function quotedRanges(text: string): readonly Span[] {
  return [...text.matchAll(quotes)]
    .map((match) => ({ start: match.index, end: match.index + match[0].length }))
    .filter(({ start, end }) => end - start < text.length * most.quoted);
}
