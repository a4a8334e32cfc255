/** A way to disguise a sentence that a reader, or a model, still gets the sense of. */
export interface Transform {
  readonly name: string;
  readonly apply: (text: string) => string;
}

const letter = /[a-z]/gi;
const between = (separator: string) => (text: string) => text.replace(/(?<=[a-z])(?=[a-z])/gi, separator);
const bytesOf = (text: string): readonly number[] => [...new TextEncoder().encode(text)];
const hexadecimal = (code: number, digits: number): string => code.toString(16).padStart(digits, '0');
const each = (text: string, write: (code: number) => string): string =>
  Array.from(text, (character) => write(character.codePointAt(0) ?? 0)).join('');
const swap = (text: string, from: string, to: string): string =>
  Array.from(text, (character) => {
    const at = from.indexOf(character);
    return at === -1 ? character : ([...to][at] ?? character);
  }).join('');
/** Within words of four letters and more, after the second letter. */
const splitWords = (text: string, before: string, after: string): string =>
  text.replace(
    /\b([a-z]{2})([a-z]{1,2})([a-z]+)/gi,
    (_word, start, middle, end) => `${start}${before}${middle}${after}${end}`,
  );

const homoglyph = (text: string): string => swap(text, 'aceiopsxyABCEHKMOPTX', 'асеіорѕхуАВСЕНКМОРТХ');
const zeroWidth = between('\u200b');
const leet = (text: string): string => swap(text, 'aeiostAEIOST', '431057431057');
const capitals = (text: string): string =>
  Array.from(text, (character, index) => (index % 2 === 0 ? character.toLowerCase() : character.toUpperCase())).join(
    '',
  );

export const transforms: readonly Transform[] = [
  { name: 'zero-width', apply: zeroWidth },
  { name: 'soft hyphen', apply: between('\u00ad') },
  { name: 'word joiner', apply: between('\u2060') },
  { name: 'homoglyph', apply: homoglyph },
  {
    name: 'fullwidth',
    apply: (text) => each(text, (code) => String.fromCodePoint(code > 32 ? code + 0xfee0 : 0x3000)),
  },
  {
    name: 'math bold',
    apply: (text) =>
      text.replace(letter, (found) => {
        const code = found.charCodeAt(0);
        return String.fromCodePoint(code >= 97 ? 0x1d41a + code - 97 : 0x1d400 + code - 65);
      }),
  },
  { name: 'tags', apply: (text) => `Hello.${each(text, (code) => String.fromCodePoint(0xe0000 + code))}` },
  { name: 'base64', apply: (text) => btoa(text) },
  {
    name: 'hex',
    apply: (text) =>
      bytesOf(text)
        .map((byte) => hexadecimal(byte, 2))
        .join(''),
  },
  {
    name: 'URL encoding',
    apply: (text) =>
      bytesOf(text)
        .map((byte) => `%${hexadecimal(byte, 2)}`)
        .join(''),
  },
  { name: 'HTML entities', apply: (text) => each(text, (code) => `&#${code};`) },
  { name: '\\u escapes', apply: (text) => each(text, (code) => `\\u${hexadecimal(code, 4)}`) },
  {
    name: 'rot13',
    apply: (text) =>
      text.replace(letter, (found) => {
        const code = found.charCodeAt(0);
        return String.fromCharCode((code & 31) <= 13 ? code + 13 : code - 13);
      }),
  },
  { name: 'leet', apply: leet },
  { name: 'spaced letters', apply: (text) => [...text].join(' ') },
  { name: 'newline-joined', apply: (text) => text.split(' ').join('\n') },
  { name: 'case noise', apply: capitals },
  { name: 'diacritics', apply: (text) => text.replace(/[aeiouncs]/gi, (found) => `${found}\u0308`.normalize('NFC')) },
  { name: 'bidi', apply: (text) => `\u202e${[...text].reverse().join('')}\u202c` },
  { name: 'reversed', apply: (text) => [...text].reverse().join('') },
  { name: 'Markdown-split', apply: (text) => splitWords(text, '**', '**') },
  { name: 'comment-split', apply: (text) => splitWords(text, '<!-- -->', '') },
  { name: 'mixed', apply: (text) => zeroWidth(homoglyph(capitals(leet(text)))) },
];
