import { runsOf } from './join-letters.js';
import type { MappedText } from './mapped-text.js';
import { type Edit, rewrite } from './rewrite.js';
import { segmentWords } from './segment-words.js';
import { tokensOf } from './tokens.js';

/** Pieces of words are at most this long, and so many follow each other before they are taken for such. */
const longestPiece = 3;
const fewestPieces = 5;

/** So many pieces of two letters each are no words, whatever they make. */
const fewestUniform = 8;

/** Words without spaces between them are looked for from this length on. */
const shortestGlued = 20;

/**
 * Moves the spaces of text that has them in the wrong places: pieces of two or three letters, or words
 * without any between them, when that makes words nearly throughout and two of the attack vocabulary.
 */
export function joinPieces(source: MappedText): MappedText {
  const { text } = source;
  const tokens = tokensOf(source);
  const edits: Edit[] = [];
  for (const { first, last } of runsOf(tokens, longestPiece, fewestPieces)) {
    let letters = '';
    const gaps: { readonly offset: number; readonly start: number; readonly end: number }[] = [];
    for (let index = first; index <= last; index += 1) {
      const end = tokens.ends[index] ?? 0;
      letters += text.slice(tokens.starts[index] ?? 0, end);
      if (index < last) gaps.push({ offset: letters.length, start: end, end: tokens.starts[index + 1] ?? end });
    }
    const uniform = last - first >= fewestUniform && gaps.every(({ offset }, index) => offset === 2 * (index + 1));
    const begins = new Set(segmentWords(letters, uniform ? 1 / 3 : 0.1) ?? gaps.map(({ offset }) => offset));
    // Where a word begins within a piece stays unseen, except in pairs: such pieces are not how words are taken apart.
    for (const { offset, start, end } of gaps) if (!begins.has(offset)) edits.push({ start, end, text: '' });
    if (uniform) {
      for (const offset of begins) {
        const at = (tokens.starts[first + (offset >> 1)] ?? 0) + 1;
        if (offset % 2 === 1) edits.push({ start: at, end: at + 1, text: ` ${text.charAt(at)}` });
      }
    }
  }
  for (let index = 0; index < tokens.count; index += 1) {
    const start = tokens.starts[index] ?? 0;
    const end = tokens.ends[index] ?? 0;
    if (end - start < shortestGlued) continue;
    for (const offset of segmentWords(text.slice(start, end), 0.1) ?? []) {
      const at = start + offset;
      edits.push({ start: at - 1, end: at, text: `${text.charAt(at - 1)} ` });
    }
  }
  return rewrite(
    source,
    edits.sort((a, b) => a.start - b.start),
  );
}
