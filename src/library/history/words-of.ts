/** A letter or digit of a script that puts spaces between its words, with what is attached to it. */
const letter =
  '(?:[\\p{sc=Latin}\\p{sc=Cyrillic}\\p{sc=Greek}\\p{sc=Arabic}\\p{sc=Hebrew}\\p{sc=Devanagari}\\p{sc=Hangul}\\p{Nd}_][\\p{M}\\u200c\\u200d]*)';
const word = `${letter}+(?:['’]${letter}+)*`;
/** A sign or a space of ASCII, unless something is attached to it. */
const sign = '[\\t-\\r -/:-@[-^`{-~](?![\\p{M}\\u200d])';
/** Such a word, such a sign, and whatever is in between. */
const pieces = new RegExp(`(${word}|${sign})|(?:(?!${letter}|${sign})[^])+`, 'gu');

/** Of any language: words of scripts without spaces are known by their dictionaries, whatever the locale. */
const segmenter = new Intl.Segmenter('en', { granularity: 'word' });

/** A character with what is attached to it. */
const characters = /.[\p{M}\u200c\u200d]*/gsu;

/** How words of scripts without spaces are told apart: by their dictionaries, or each character by itself. */
export type WordCut = 'dictionary' | 'character';

/**
 * A text cut into words, signs and spaces. Put together, they are the text. The segmenter, which would do
 * for all of it, takes far longer, so that it is asked about those scripts alone for which one has to
 * know the language, such as Chinese, Japanese and Thai, and about emoji.
 */
export function wordsOf(text: string, cut: WordCut): readonly string[] {
  const words: string[] = [];
  for (const [piece, simple] of text.matchAll(pieces)) {
    if (simple !== undefined) words.push(piece);
    else if (cut === 'character') words.push(...(piece.match(characters) ?? []));
    else for (const { segment } of segmenter.segment(piece)) words.push(segment);
  }
  return words;
}

/** How many UTF-16 units of a text are of scripts for which one has to know the language, at most. */
export function lookedUp(text: string): number {
  let units = 0;
  for (const [piece, simple] of text.matchAll(pieces)) if (simple === undefined) units += piece.length;
  return units;
}

/** Whether it is more than signs and spaces. */
export function isWord(word: string): boolean {
  return /[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(word);
}
