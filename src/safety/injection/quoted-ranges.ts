import type { Span } from '../../domain/text/span.js';

const fence = /```|~~~/g;
const opening = /["“„«「`'‘]/g;

interface Quotation {
  readonly closing: string;
  /** What it does not go beyond, its opening mark among it, so that nothing is read twice. */
  readonly stops: string;
  /** Whether its marks are apostrophes too, which have letters on both sides. */
  readonly apart?: true;
}

const single: Quotation = { closing: "'’", stops: "'‘’\n", apart: true };

const quotations: Readonly<Record<string, Quotation>> = {
  '"': { closing: '"', stops: '"\n' },
  '“': { closing: '”', stops: '“”' },
  '„': { closing: '“”', stops: '„“”' },
  '«': { closing: '»', stops: '«»' },
  '「': { closing: '」', stops: '「」' },
  '`': { closing: '`', stops: '`\n' },
  "'": single,
  '‘': single,
};

/** In code points. */
const longest = 300;
const letterBefore = /[\p{L}\p{N}]$/u;
const letterAfter = /^[\p{L}\p{N}]/u;

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
  const ranges: Span[] = [];
  opening.lastIndex = 0;
  for (let match = opening.exec(text); match !== null; match = opening.exec(text)) {
    const { 0: mark, index: start } = match;
    const quotation = quotations[mark];
    const end = quotation === undefined ? null : endOfQuotation(text, start, quotation);
    if (end === null) continue;
    opening.lastIndex = end;
    if (end - start < text.length * most.quoted) ranges.push({ start, end });
  }
  return ranges;
}

function endOfQuotation(text: string, start: number, { closing, stops, apart }: Quotation): number | null {
  if (apart === true && letterBefore.test(text.slice(Math.max(0, start - 2), start))) return null;
  let at = start + 1;
  for (let count = 0; at < text.length && !stops.includes(text.charAt(at)); count += 1) {
    if (count === longest) return null;
    at += (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
  }
  if (at === start + 1 || at >= text.length || !closing.includes(text.charAt(at))) return null;
  return apart === true && letterAfter.test(text.slice(at + 1, at + 3)) ? null : at + 1;
}
