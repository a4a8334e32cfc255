/** The words of a text, as {@link fold} writes them, each with its place and the sentence it stands in. */
export interface Tokens {
  readonly words: readonly string[];
  /** UTF-16 offsets into the text, one for each word. */
  readonly starts: readonly number[];
  readonly ends: readonly number[];
  readonly sentences: readonly number[];
}

/**
 * One character of a script that writes no spaces (and Hangul, whose endings stick to the word); a
 * word with its apostrophes; or what ends a sentence: a stop before white space, a blank line, the
 * start of a list item.
 */
const piece =
  /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|(?:(?![\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af])[\p{L}\p{N}\p{M}'’])+|[.!?;](?=[\s"'”’)\]]|$)|[。！？；]|\n[ \t]{0,8}[\n*\-•#]/gu;
const stop = /^[.!?;。！？；\n]/u;
const apostrophes = /['’]/g;

export function tokenize(text: string): Tokens {
  const words: string[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  const sentences: number[] = [];
  let sentence = 0;
  for (const match of text.matchAll(piece)) {
    const raw = match[0];
    if (stop.test(raw)) {
      sentence += 1;
      continue;
    }
    const word = fold(raw);
    if (word === '') continue;
    words.push(word);
    starts.push(match.index);
    ends.push(match.index + raw.length);
    sentences.push(sentence);
  }
  return { words, starts, ends, sentences };
}

/**
 * A word in lower case without apostrophes and accents (the views of a text may have lost those of
 * honest letters too), and without the s of a plural or a third person.
 */
export function fold(word: string): string {
  const bare = (plain.test(word) ? word : withoutMarks(word)).toLowerCase();
  const lower = bare.includes('ı') ? bare.replaceAll('ı', 'i') : bare;
  return lower.length > 3 && lower.endsWith('s') && !keptBefore.includes(lower.charAt(lower.length - 2))
    ? lower.slice(0, -1)
    : lower;
}

const plain = /^[a-zA-Z0-9]*$/;
const accents = /[\u0300-\u036f]/g;

function withoutMarks(word: string): string {
  return word.replace(apostrophes, '').normalize('NFD').replace(accents, '').normalize('NFC');
}

/** After these letters an s belongs to the word itself: this, thus, access. */
const keptBefore = 'siu';
