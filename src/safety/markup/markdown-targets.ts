import type { Span } from '../../domain/text/span.js';

export interface MarkdownTarget {
  readonly kind: 'link' | 'image';
  /** Where the address stands, without brackets around it. */
  readonly span: Span;
}

const angled = /<([^<>\n]*)>/y;
const bare = /(?:[^\s()[\]]|\[|\](?!\()|\([^\s()]*\))*/y;

/** The furthest an image can begin before its address. */
const longestDescription = 1_000;

/** Where links, images and definitions of links in Markdown lead. */
export function* markdownTargets(text: string): Generator<MarkdownTarget> {
  let before = 0;
  for (let at = text.indexOf(']('); at !== -1; at = text.indexOf('](', at + 2)) {
    let start = at + 2;
    while (text[start] === ' ' || text[start] === '\t' || text[start] === '\n') start += 1;
    const description = text.slice(Math.max(before, at - longestDescription), at);
    before = at;
    yield { kind: description.includes('![') ? 'image' : 'link', span: targetAt(text, start) };
  }
  // A definition begins its line, so that no more than one can stand in each.
  for (let at = text.indexOf(']:'); at !== -1; ) {
    const line = text.lastIndexOf('\n', at) + 1;
    let start = at + 2;
    while (text[start] === ' ' || text[start] === '\t') start += 1;
    if (/^ {0,3}\[/.test(text.slice(line, line + 4))) yield { kind: 'link', span: targetAt(text, start) };
    const next = text.indexOf('\n', at);
    at = next === -1 ? -1 : text.indexOf(']:', next);
  }
}

function targetAt(text: string, start: number): Span {
  angled.lastIndex = start;
  const match = angled.exec(text);
  if (match !== null) return { start: start + 1, end: angled.lastIndex - 1 };
  bare.lastIndex = start;
  bare.test(text);
  return { start, end: Math.max(start, bare.lastIndex) };
}
