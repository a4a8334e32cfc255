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
  const { count, starts, ends } = tokensOf(text);
  const edits: Edit[] = [];
  for (let first = 0; first < count; ) {
    const gaps: Edit[] = [];
    let known = 0;
    let last = first;
    for (; last < count; last += 1) {
      const end = ends[last] ?? 0;
      if (isAttackWord(text.slice(starts[last] ?? 0, end))) known += 1;
      const next = last + 1 < count ? (starts[last + 1] ?? 0) : end;
      if (next - end > 13 || next === end || !lineEnd.test(text.slice(end, next))) break;
      gaps.push({ start: end, end: next, text: ' '.repeat(next - end) });
    }
    if (gaps.length >= 2 && known >= 2) edits.push(...gaps);
    first = last + 1;
  }
  return rewrite(source, edits);
}
