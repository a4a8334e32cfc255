import type { Span } from '../../domain/text/span.js';
import { htmlBlockEnd } from './html-block-end.js';
import { type Container, LineReader } from './line-reader.js';
import { isThematicBreak } from './thematic-break.js';

/** A block of fenced code, or one that can hold code spans, by its lines without the marks before them. */
export type MarkdownBlock =
  | { readonly kind: 'fence'; readonly span: Span }
  | { readonly kind: 'inline'; readonly lines: readonly Span[] };

/** What goes on over several lines, and how many containers it stands in. */
type Open =
  | { readonly kind: 'fence'; readonly depth: number; readonly start: number; readonly run: string }
  | { readonly kind: 'html'; readonly depth: number; readonly ends: RegExp };

const fenceOpening = /^(?:(`{3,})[^`]*$|(~{3,}))/;
const fenceClosing = /^(?:`{3,}|~{3,})[ \t]*$/;
const heading = /^#{1,6}(?:[ \t]|$)/;
const underline = /^(?:=+|-+)[ \t]*$/;

/** The blocks of a Markdown text that can hold code, in their order. Takes time in proportion to the text. */
export function codeBlocks(text: string): readonly MarkdownBlock[] {
  const blocks: MarkdownBlock[] = [];
  let containers: readonly Container[] = [];
  let open: Open | null = null;
  let paragraph: Span[] = [];
  const endParagraph = (): void => {
    if (paragraph.length > 0) blocks.push({ kind: 'inline', lines: paragraph });
    paragraph = [];
  };

  for (const { start: lineStart, end: lineEnd } of linesOf(text)) {
    const line = new LineReader(text, lineStart, lineEnd);
    const depth = line.enter(containers);
    if (open !== null && depth < open.depth) {
      if (open.kind === 'fence') blocks.push(fenceBlock(open.start, lineStart));
      open = null;
    }
    const opened = open === null ? line.open(depth, paragraph.length > 0 && depth === containers.length) : [];
    const indented = line.indent > 3;
    const content = line.content;
    const start = line.contentStart;
    const fence = indented ? null : fenceOpening.exec(content);
    const ends = indented ? null : htmlBlockEnd(content, paragraph.length > 0);
    const alone = !indented && (heading.test(content) || isThematicBreak(content));
    // A paragraph goes on in a line that lacks the marks of what it stands in, unless that begins something else.
    const goesOn = paragraph.length > 0 && opened.length === 0 && !alone && fence === null && ends === null;
    if (goesOn && content !== '') {
      paragraph.push({ start, end: lineEnd });
      if (!indented && depth === containers.length && underline.test(content)) endParagraph();
      continue;
    }
    if (depth < containers.length || opened.length > 0) endParagraph();
    containers = [...containers.slice(0, depth), ...opened];

    if (open?.kind === 'fence') {
      if (indented || !content.startsWith(open.run) || !fenceClosing.test(content)) continue;
      blocks.push(fenceBlock(open.start, lineEnd));
      open = null;
    } else if (open?.kind === 'html') {
      if (open.ends.test(content)) open = null;
    } else {
      endParagraph();
      if (content === '') continue;
      if (fence !== null) {
        open = { kind: 'fence', depth: containers.length, start, run: fence[1] ?? fence[2] ?? '' };
      } else if (ends !== null) {
        if (!ends.test(content)) open = { kind: 'html', depth: containers.length, ends };
      } else if (!indented) {
        paragraph.push({ start, end: lineEnd });
        if (alone) endParagraph();
      }
    }
  }
  endParagraph();
  if (open?.kind === 'fence') blocks.push(fenceBlock(open.start, text.length));
  return blocks;
}

function fenceBlock(start: number, end: number): MarkdownBlock {
  return { kind: 'fence', span: { start, end } };
}

/** Each line without what ends it, be it LF, CR or both. */
function* linesOf(text: string): Generator<Span> {
  let start = 0;
  for (const match of text.matchAll(/\r\n?|\n/g)) {
    yield { start, end: match.index };
    start = match.index + match[0].length;
  }
  yield { start, end: text.length };
}
