import type { Span } from '../domain/text/span.js';
import { codeSpans } from './markdown/code-spans.js';
import { codeBlocks } from './markdown/markdown-blocks.js';

/**
 * Where a text shows code, in Markdown: fenced blocks of backticks or tildes with their fences, and
 * code spans with their backticks, in order and apart from each other. As CommonMark 0.31 reads it:
 * a fence that is never closed goes on to the end of the list item, quote or text that holds it, and
 * inside raw HTML there is no code. Tables, and code that is only indented, are not known.
 * Where it cannot be as exact as CommonMark it answers less: what hides in code is judged more mildly.
 */
export function codeRegions(text: string): readonly Span[] {
  // Most texts hold no fence and no backtick at all.
  if (!text.includes('`') && !text.includes('~~~')) return [];
  return codeBlocks(text).flatMap((block) => (block.kind === 'fence' ? [block.span] : codeSpans(text, block.lines)));
}
