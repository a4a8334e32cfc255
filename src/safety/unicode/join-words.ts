import { isAttackWord } from './attack-words.js';
import { wordInLeet } from './leet.js';
import type { MappedText } from './mapped-text.js';
import { type Edit, rewrite } from './rewrite.js';
import { isAlphanumeric, tokensOf } from './tokens.js';

/** Comments and tags, which may stand within a word. They are short: a long one is a text of its own. */
const markup = /<!--.{0,40}?-->|\/\*.{0,40}?\*\/|<\/?[a-z][^<>]{0,60}>/gis;

/** Stands for markup between two letters while it isn't known whether these belong to one word. */
const seam = '\u0001';

/** What may stand between the parts of a word that was split. */
const seams = /^(?:\u0001|[*_~`^|\\.+=-]){1,4}$/;

/**
 * Joins words again that emphasis, comments, tags or signs split. They are joined when that makes a word
 * of the attack vocabulary; comments and tags leave with them even where it makes another one.
 */
export function joinWords(source: MappedText): MappedText {
  const edits: Edit[] = [];
  for (const { 0: found, index } of source.text.matchAll(markup)) {
    const end = index + found.length;
    if (isAlphanumeric(source.text.charCodeAt(index - 1)) && isAlphanumeric(source.text.charCodeAt(end))) {
      edits.push({ start: index, end, text: seam });
    }
  }
  const seamed = rewrite(source, edits);
  return rewrite(seamed, seamEdits(seamed.text));
}

function seamEdits(text: string): readonly Edit[] {
  const { count, starts, ends } = tokensOf(text);
  const edits: Edit[] = [];
  const at = (index: number): number => starts[index] ?? text.length;
  const gapAfter = (index: number): string => text.slice(ends[index] ?? 0, at(index + 1));
  for (let first = 0; first < count - 1; ) {
    let last = first;
    while (last < count - 1 && at(last + 1) - (ends[last] ?? 0) <= 4 && seams.test(gapAfter(last))) last += 1;
    if (last > first) {
      const parts: string[] = [];
      for (let index = first; index <= last; index += 1) parts.push(text.slice(at(index), ends[index]));
      const joined = parts.join('');
      const whole = isAttackWord(joined) || wordInLeet(joined) !== undefined;
      const apart = !whole && parts.some(isAttackWord);
      for (let index = first; index < last; index += 1) {
        const gap = gapAfter(index);
        const start = ends[index] ?? 0;
        if (whole) edits.push({ start, end: at(index + 1), text: '' });
        else if (gap.includes(seam)) edits.push({ start, end: at(index + 1), text: apart ? ' ' : '' });
      }
    }
    first = last + 1;
  }
  return edits;
}
