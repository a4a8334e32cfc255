import { isAttackWord } from './attack-words.js';
import type { MappedText } from './mapped-text.js';
import { type Edit, rewrite } from './rewrite.js';
import { tokensOf } from './tokens.js';

/** The end of a line, with what may start the next one, and no end of a sentence. */
const lineEnd = /^[^.!?:;]{0,6}\n[^.!?:;]{0,6}$/;

/** Words that stand on a line each are put on one line, when three or more follow each other and two are of the attack vocabulary. */
export function joinLines(source: MappedText): MappedText {
  const { text } = source;
  if (!text.includes('\n')) return source;
  const { count, starts, ends } = tokensOf(source);
  const edits: Edit[] = [];
  for (let first = 0; first < count; ) {
    let last = first;
    while (last + 1 < count && endsLine(text, ends[last] ?? 0, starts[last + 1] ?? 0)) last += 1;
    if (last - first >= 2 && knownAmong(first, last) >= 2) {
      for (let index = first; index < last; index += 1) {
        const start = ends[index] ?? 0;
        const end = starts[index + 1] ?? start;
        edits.push({ start, end, text: ' '.repeat(end - start) });
      }
    }
    first = last + 1;
  }
  return rewrite(source, edits);

  function knownAmong(first: number, last: number): number {
    let known = 0;
    for (let index = first; index <= last; index += 1) {
      if (isAttackWord(text.slice(starts[index] ?? 0, ends[index] ?? 0))) known += 1;
    }
    return known;
  }
}

/** Whether a line and nothing else ends between two words. */
function endsLine(text: string, start: number, end: number): boolean {
  if (end - start > 13) return false;
  // Most words have a space after them and nothing else.
  if (end - start === 1 && text.charCodeAt(start) !== 0x0a) return false;
  return lineEnd.test(text.slice(start, end));
}
