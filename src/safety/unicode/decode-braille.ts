import type { Edit } from './rewrite.js';

/** The patterns of dots for the letters of the alphabet, from a to z. */
const cells = '⠁⠃⠉⠙⠑⠋⠛⠓⠊⠚⠅⠇⠍⠝⠕⠏⠟⠗⠎⠞⠥⠧⠺⠭⠽⠵';
const run = /[\u2801-\u283f]{2,}/g;

/** The edits that write letters for the patterns of Braille. */
export function decodeBraille(text: string): readonly Edit[] {
  return Array.from(text.matchAll(run), ({ 0: found, index }) => ({
    start: index,
    end: index + found.length,
    text: found.replace(/./g, (cell) => {
      const letter = cells.indexOf(cell);
      return letter === -1 ? cell : String.fromCharCode(0x61 + letter);
    }),
  }));
}
