import { asciiClass, isOfClass } from '../ascii-runs.js';
import { isPlainSign } from '../plain-signs.js';
import { mayHoldUnseen } from '../unseen-units.js';
import { isAttackWord } from './attack-words.js';
import { wordInLeet } from './leet.js';
import { lookalikes } from './lookalikes.js';
import type { MappedText } from './mapped-text.js';
import { type Edit, rewrite } from './rewrite.js';
import { mayStackMarks, stackedMarks } from './stacked-marks.js';

const ascii = new Map(
  lookalikes.flatMap((entry) => [...entry].slice(1).map((letter) => [letter, entry.charAt(0)] as const)),
);

/** Whatever shows nothing: format and control characters, fillers, variation selectors, the blank of Braille. */
const unseen = /[\p{Default_Ignorable_Code_Point}\p{Cf}\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u2800]+/gu;
const notAscii = /[^\u0000-\u007f]/;
const latin = /\p{Script=Latin}/u;
const mark = /\p{M}/u;
const cluster = /[^\u0000-\u007f]\p{M}*/gu;
const word = /[\p{L}\p{M}\p{Nd}\p{Sc}\u2c00-\u2cff]+/uy;
const asciiOfWord = asciiClass(/[A-Za-z0-9$]/);
/** Letters in frames that NFKC leaves alone: negative circled and squared ones, and regional indicators. */
const framed = /[\u{1f150}-\u{1f169}\u{1f170}-\u{1f189}\u{1f1e6}-\u{1f1ff}]/gu;
const halfOfFramed = '\ud83c';

/** So many disguised words show that a text is. */
const fewestDisguisedWords = 2;

/** A character that NFKC makes longer than this stays as it is, so that a text can't grow beyond bounds. */
const longestExpansion = 3;

/**
 * Characters as they look: nothing unseen, NFKC, look-alikes and letters with marks as ASCII letters,
 * but only in words that are otherwise Latin, so that text in other scripts stays itself.
 */
export function foldCharacters(source: MappedText): MappedText {
  let folded = mayHoldUnseen(source.text)
    ? rewrite(
        source,
        matches(source.text, unseen, () => ''),
      )
    : source;
  if (!notAscii.test(folded.text)) return folded;
  // Nobody reads them, and NFKC would take very long to put them in order.
  if (mayStackMarks(folded.text)) {
    folded = rewrite(
      folded,
      matches(folded.text, stackedMarks, () => ''),
    );
  }
  if (folded.text.includes(halfOfFramed)) folded = rewrite(folded, matches(folded.text, framed, letterInFrame));
  if (folded.text.normalize('NFKC') !== folded.text) {
    folded = rewrite(folded, matches(folded.text, cluster, compatible));
  }
  return rewrite(folded, wordEdits(folded.text));
}

function matches(text: string, pattern: RegExp, replacement: (found: string) => string): Edit[] {
  const edits: Edit[] = [];
  for (const { 0: found, index } of text.matchAll(pattern)) {
    const by = replacement(found);
    if (by !== found) edits.push({ start: index, end: index + found.length, text: by });
  }
  return edits;
}

function compatible(found: string): string {
  const folded = found.normalize('NFKC');
  if (folded.length > longestExpansion * found.length) return found;
  return folded.length === 3 && folded.startsWith('(') ? folded.charAt(1) : folded;
}

function letterInFrame(found: string): string {
  const code = found.codePointAt(0) ?? 0;
  const first = code >= 0x1f1e6 ? 0x1f1e6 : code >= 0x1f170 ? 0x1f170 : 0x1f150;
  return String.fromCharCode(0x41 + code - first);
}

function wordEdits(text: string): Edit[] {
  const words = wordsBeyondAscii(text);
  const scripts = words.map(({ found, index }) =>
    found.length === 1 && ascii.has(found) && besideLoneLetter(text, index) ? 'mixed' : scriptOf(found),
  );
  const disguised = scripts.filter((script) => script === 'mixed' || script === 'attack').length;
  const edits: Edit[] = [];
  for (const [at, { found, index }] of words.entries()) {
    // Words in another script from end to end count as Latin only beside such words, or for what they spell.
    if (scripts[at] === 'other' || (scripts[at] === 'look-alike' && disguised < fewestDisguisedWords)) continue;
    let start = index;
    for (const letter of found) {
      const end = start + letter.length;
      if (letter > '\u007f') {
        const by = toAscii(letter);
        if (by !== letter) edits.push({ start, end, text: by });
      }
      start = end;
    }
  }
  return edits;
}

/** The words with a character that is not ASCII; the others, which are most, are passed over. */
function wordsBeyondAscii(text: string): readonly { readonly found: string; readonly index: number }[] {
  const words: { readonly found: string; readonly index: number }[] = [];
  for (let at = 0; at < text.length; ) {
    const code = text.charCodeAt(at);
    if (code < 0x80 || isPlainSign(code)) {
      at += 1;
      continue;
    }
    let index = at;
    while (index > 0 && isOfClass(asciiOfWord, text.charCodeAt(index - 1))) index -= 1;
    word.lastIndex = index;
    if (word.test(text) && word.lastIndex > at) {
      at = word.lastIndex;
      words.push({ found: text.slice(index, at), index });
    } else at += (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
  }
  return words;
}

/** Whether a letter alone has an ASCII letter alone beside it, as where letters are set apart. */
function besideLoneLetter(text: string, at: number): boolean {
  return loneLetters.test(text.slice(Math.max(0, at - 3), at)) || loneLetters.test(text.slice(at + 1, at + 4));
}

const loneLetters = /^(?:[^a-z0-9][a-z][^a-z0-9]|[a-z][^a-z0-9])$/i;

/**
 * What a word is written in: Latin letters, these mixed with look-alikes, look-alikes alone (which may spell a word
 * of the attack vocabulary), or else another script.
 */
function scriptOf(found: string): 'latin' | 'mixed' | 'attack' | 'look-alike' | 'other' {
  let any = false;
  for (const letter of found) {
    if (letter <= '\u007f' || mark.test(letter) || latin.test(letter)) continue;
    if (!ascii.has(letter)) return latin.test(found) ? 'latin' : 'other';
    any = true;
  }
  if (latin.test(found)) return any ? 'mixed' : 'latin';
  const spelt = toAscii(found);
  return isAttackWord(spelt) || wordInLeet(spelt) !== undefined ? 'attack' : 'look-alike';
}

/** Letters without their marks, look-alikes as the letters they pass for. */
function toAscii(letters: string): string {
  let folded = '';
  for (const whole of letters) {
    const known = ascii.get(whole);
    if (known !== undefined) folded += known;
    else for (const letter of whole.normalize('NFD')) if (!mark.test(letter)) folded += ascii.get(letter) ?? letter;
  }
  return folded;
}
