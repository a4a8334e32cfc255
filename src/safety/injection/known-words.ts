import { hashOf } from '../word-hash.js';

/** The words that rules ask for. Those of a text that are none of them need not be cut out of it. */
export interface KnownWords {
  /**
   * The known word that stands in a text from `start` to `end`, which are ASCII letters, digits and
   * apostrophes, in lower case and without the apostrophes; empty when it is none that is known.
   * @param hash of its letters and digits, see {@link hashOf}.
   * @param letters how many of them count, from the first on.
   */
  readonly at: (text: string, start: number, hash: number, letters: number) => string;
}

/** Words as `fold` writes them. */
export function knownWords(words: Iterable<string>): KnownWords {
  const list = [...new Set(words)];
  const size = 4 << Math.ceil(Math.log2(list.length + 1));
  // Places of words in the list, from 1, at the first free slot from that of their hash on.
  const slots = new Uint16Array(size);
  list.forEach((word, place) => {
    let slot = hashOf(word) & (size - 1);
    while (slots[slot] !== 0) slot = (slot + 1) & (size - 1);
    slots[slot] = place + 1;
  });
  return {
    at: (text, start, hash, letters) => {
      for (let slot = hash & (size - 1); ; slot = (slot + 1) & (size - 1)) {
        const place = slots[slot] ?? 0;
        if (place === 0) return '';
        const word = list[place - 1] ?? '';
        if (word.length === letters && stands(word, text, start)) return word;
      }
    },
  };
}

function stands(word: string, text: string, start: number): boolean {
  let from = start;
  for (let at = 0; at < word.length; at += 1, from += 1) {
    let code = text.charCodeAt(from);
    while (code === apostrophe) {
      from += 1;
      code = text.charCodeAt(from);
    }
    // Digits have the bit already that tells small letters from capitals.
    if ((code | 0x20) !== word.charCodeAt(at)) return false;
  }
  return true;
}

const apostrophe = 0x27;
