import { hashWith, mayBeAmong, wordSieve } from '../word-hash.js';
import { attackVocabulary } from './attack-vocabulary.js';
import { type MappedText, offsetsLike } from './mapped-text.js';

/** Words that are too common, or that other words turn into. */
const weak = new Set('that them then this with from what where were will your have does just live evil'.split(' '));
const strong = attackVocabulary.filter((word) => word.length >= 4 && !weak.has(word));

const turned = new Map<string, 'rotated' | 'reversed'>([
  ...strong.map((word) => [rotate(word), 'rotated'] as const),
  ...strong.map((word) => [[...word].reverse().join(''), 'reversed'] as const),
]);
for (const word of attackVocabulary) turned.delete(word);

const sieve = wordSieve(turned.keys());

/** So many different words must show before a whole text counts as turned. */
const fewestWords = 2;

/** How a text is turned that holds words of the attack vocabulary in rot13 or backwards. */
export function turnsOf(text: string): { readonly rotated: boolean; readonly reversed: boolean } {
  const found = { rotated: new Set<string>(), reversed: new Set<string>() };
  let start = 0;
  let hash = 0;
  for (let at = 0; at <= text.length; at += 1) {
    const code = text.charCodeAt(at) | 32;
    if (code >= 0x61 && code <= 0x7a && at < text.length) {
      hash = hashWith(hash, code);
      continue;
    }
    if (at - start >= 4 && mayBeAmong(sieve, hash)) {
      const word = text.slice(start, at).toLowerCase();
      const kind = turned.get(word);
      if (kind !== undefined) found[kind].add(word);
    }
    start = at + 1;
    hash = 0;
  }
  return { rotated: found.rotated.size >= fewestWords, reversed: found.reversed.size >= fewestWords };
}

export function rotated(source: MappedText): MappedText {
  return { ...source, text: rotate(source.text) };
}

/** The text from its end to its start, whole characters each. */
export function reversed(source: MappedText): MappedText {
  const { length } = source.text;
  const starts = offsetsLike(source, length);
  const ends = offsetsLike(source, length);
  const parts = [...source.text];
  let read = 0;
  for (const part of parts) {
    for (let unit = 0; unit < part.length; unit += 1) {
      const to = length - read - part.length + unit;
      starts[to] = source.starts?.[read + unit] ?? read + unit;
      ends[to] = source.ends?.[read + unit] ?? read + unit + 1;
    }
    read += part.length;
  }
  return { text: parts.reverse().join(''), starts, ends };
}

/** The text with each of its words from its end to its start, at its place. */
export function wordsReversed(source: MappedText): MappedText {
  return { ...source, text: source.text.replace(/\w+/g, (word) => [...word].reverse().join('')) };
}

function rotate(text: string): string {
  return text.replace(/[a-z]/gi, (letter) => {
    const code = letter.charCodeAt(0);
    return String.fromCharCode((code & 31) <= 13 ? code + 13 : code - 13);
  });
}
