import { isAttackWord } from './attack-words.js';
import type { Edit } from './rewrite.js';

/** The letters of the alphabet in Morse code, from a to z. */
const codes =
  '.- -... -.-. -.. . ..-. --. .... .. .--- -.- .-.. -- -. --- .--. --.- .-. ... - ..- ...- .-- -..- -.-- --..'.split(
    ' ',
  );
const letters = new Map(codes.map((code, index) => [code, String.fromCharCode(0x61 + index)]));
letters.set('.-.-.-', '.').set('--..--', ',').set('..--..', '?');

/** Letters with a blank between them, and words with a slash or several blanks. */
const stretch = /[.\-_·•–− \t\n/|]{15,}/g;
/** Without it no stretch holds letters. */
const letterAlone = /[.\-_·•–−] [.\-_·•–−]{1,5} [.\-_·•–−]/;
const gap = /[ \t\n/|]+/g;

/** The edits that decode Morse code, where it makes a word of the attack vocabulary. */
export function decodeMorse(text: string): readonly Edit[] {
  const edits: Edit[] = [];
  if (!letterAlone.test(text)) return edits;
  for (const { 0: found, index } of text.matchAll(stretch)) {
    const signs = found.replace(/[·•]/g, '.').replace(/[_–−]/g, '-');
    const spelt = signs
      .replace(gap, (between) => (between.length > 1 || between !== ' ' ? ' \u0001 ' : ' '))
      .split(' ')
      .map((code) => (code === '\u0001' ? ' ' : (letters.get(code) ?? '')))
      .join('');
    if (spelt.split(/[^a-z]+/).some(isAttackWord)) edits.push({ start: index, end: index + found.length, text: spelt });
  }
  return edits;
}
