import type { Span } from '../../domain/text/span.js';

const marks = ['<', '/*', '[]('];
const opening = /<|\/\*|\[\]\([^()\s]{0,24}\)/g;
const tag = /^<\/?[a-z][^<>]{0,60}>/i;

/** Comments are looked at up to this length: a longer one is a text of its own. */
const longestComment = 48;

/** Short comments, tags and empty links, in the order of the text. */
export function markupWithin(text: string): readonly Span[] {
  const found: Span[] = [];
  if (!marks.some((mark) => text.includes(mark))) return found;
  let read = 0;
  for (const { 0: open, index: start } of text.matchAll(opening)) {
    const length = start < read ? 0 : open.startsWith('[]') ? open.length : lengthAt(text, start);
    if (length === 0) continue;
    read = start + length;
    found.push({ start, end: read });
  }
  return found;
}

function lengthAt(text: string, start: number): number {
  const ahead = text.slice(start, start + longestComment + 16);
  if (ahead.startsWith('<!--')) return closedBy(ahead, '-->', 4);
  if (ahead.startsWith('/*')) return closedBy(ahead, '*/', 2);
  return tag.exec(ahead)?.[0].length ?? 0;
}

function closedBy(ahead: string, close: string, from: number): number {
  const at = ahead.indexOf(close, from);
  return at === -1 || at > longestComment ? 0 : at + close.length;
}
