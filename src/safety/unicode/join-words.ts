import type { Span } from '../../domain/text/span.js';
import { isAttackWord } from './attack-words.js';
import { wordInLeet } from './leet.js';
import type { MappedText } from './mapped-text.js';
import { markupWithin } from './markup-within.js';
import { type Edit, rewrite } from './rewrite.js';
import { isAlphanumeric, tokensOf } from './tokens.js';

/** Tags that change how words look, and leave them next to each other. */
const formatting = /^<\/?(?:a|b|big|code|del|em|font|i|ins|mark|s|small|span|strong|sub|sup|u|wbr)\b/i;

/** Stands for markup between two letters while it isn't known whether these belong to one word. */
const seam = '\u0001';

/** What may stand between the parts of a word that was split. */
const seams = /^(?:(?:\u0001|[*_~`^|\\.+=-]){1,4}|-\r?\n)$/;

/**
 * Joins words again that emphasis, comments, tags or signs split: when that makes a word of the attack
 * vocabulary, or when the same sign split two such words elsewhere. Comments and tags within a word
 * leave it in any case, and formatting around words becomes spaces.
 */
export function joinWords(source: MappedText): MappedText {
  const seamed = rewrite(source, markupEdits(source.text));
  return rewrite(seamed, seamEdits(seamed));
}

function markupEdits(text: string): readonly Edit[] {
  const edits: Edit[] = [];
  let group: Span[] = [];
  const close = (): void => {
    const start = group[0]?.start ?? 0;
    const end = group.at(-1)?.end ?? 0;
    if (isAlphanumeric(text.charCodeAt(start - 1)) && isAlphanumeric(text.charCodeAt(end))) {
      edits.push({ start, end, text: seam });
    } else {
      for (const one of group) {
        if (formatting.test(text.slice(one.start, one.end)))
          edits.push({ ...one, text: ' '.repeat(one.end - one.start) });
      }
    }
  };
  for (const span of markupWithin(text)) {
    if (group.length > 0 && group.at(-1)?.end !== span.start) {
      close();
      group = [];
    }
    group.push(span);
  }
  if (group.length > 0) close();
  return edits;
}

/** Words whose parts stand side by side but for a sign. */
interface Chain {
  readonly gaps: readonly { readonly start: number; readonly end: number; readonly sign: string }[];
  /** Whether its parts are known to make one word, or known to be words of their own. */
  readonly known: 'whole' | 'apart' | 'neither';
}

function seamEdits(source: MappedText): readonly Edit[] {
  const chains = chainsOf(source);
  const splitting = new Map<string, number>();
  for (const { known, gaps } of chains) {
    if (known !== 'whole') continue;
    for (const sign of new Set(gaps.map(({ sign }) => sign))) splitting.set(sign, (splitting.get(sign) ?? 0) + 1);
  }
  return chains.flatMap(({ known, gaps }) => {
    const edits: Edit[] = [];
    for (const { start, end, sign } of gaps) {
      const hidden = sign.includes(seam) || (splitting.get(sign) ?? 0) >= 2;
      if (known === 'whole' || (known === 'neither' && hidden)) edits.push({ start, end, text: '' });
      else if (sign.includes(seam)) edits.push({ start, end, text: ' ' });
    }
    return edits;
  });
}

function chainsOf(source: MappedText): readonly Chain[] {
  const { text } = source;
  const { count, starts, ends } = tokensOf(source);
  const chains: Chain[] = [];
  for (let first = 0; first < count; ) {
    let last = first;
    while (last + 1 < count && isSeam(text, ends[last] ?? 0, starts[last + 1] ?? 0)) last += 1;
    if (last > first) chains.push(chainOf(first, last));
    first = last + 1;
  }
  return chains;

  function chainOf(first: number, last: number): Chain {
    const parts: string[] = [];
    const gaps: { start: number; end: number; sign: string }[] = [];
    for (let index = first; index <= last; index += 1) {
      const start = ends[index] ?? 0;
      parts.push(text.slice(starts[index] ?? 0, start));
      if (index === last) break;
      const end = starts[index + 1] ?? start;
      gaps.push({ start, end, sign: text.slice(start, end) });
    }
    const joined = parts.join('');
    const whole = isAttackWord(joined) || wordInLeet(joined) !== undefined;
    return { gaps, known: whole ? 'whole' : parts.some(isAttackWord) ? 'apart' : 'neither' };
  }
}

/** Whether one of the {@link seams} and nothing else stands between two words. */
function isSeam(text: string, start: number, end: number): boolean {
  if (end - start > 4) return false;
  const code = text.charCodeAt(start);
  return code !== 0x20 && code !== 0x2c && seams.test(text.slice(start, end));
}
