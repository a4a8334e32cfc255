/** Scripts that put no space between words: each of their signs counts as a word. */
const signs = String.raw`[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]`;
const words = new RegExp(String.raw`${signs}|(?:(?!${signs})[\p{L}\p{M}\p{N}])+`, 'gu');

/** The words of a text without their case and punctuation, in its order. */
export function wordsOf(text: string): readonly string[] {
  return text.normalize('NFKC').toLowerCase().match(words) ?? [];
}
