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

const plural = /(?<=..[^siu'’])s$/;

/** A word in lower case without apostrophes and without the s of a plural or a third person. */
export function fold(word: string): string {
  return word.replace(apostrophes, '').toLowerCase().replace(plural, '');
}
