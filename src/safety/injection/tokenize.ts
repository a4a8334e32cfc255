import { asciiClass, isOfClass } from '../ascii-runs.js';
import { type Offsets, offsetsInto } from '../offsets.js';
import { isPlainSign } from '../plain-signs.js';
import { hashWith } from '../word-hash.js';
import type { KnownWords } from './known-words.js';

/** The words of a text, as {@link fold} writes them, each with its place and the sentence it stands in. */
export interface Tokens {
  readonly words: readonly string[];
  /** UTF-16 offsets into the text, one for each word. */
  readonly starts: Offsets;
  readonly ends: Offsets;
  readonly sentences: Offsets;
}

/**
 * One character of a script that writes no spaces (and Hangul, whose endings stick to the word); a
 * word with its apostrophes; or what ends a sentence: a stop before white space, a blank line, the
 * start of a list item. What of it is ASCII from end to end, {@link tokenize} finds by itself.
 */
const piece = /(?:(?![\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af])[\p{L}\p{N}\p{M}'’])+/uy;
const afterStop = asciiClass(/[\s"')\]]/);
const wideAfterStop = /[\s”’]/;
const wideStops = '。！？；';
const apostrophes = /['’]/g;

/**
 * The words of a text.
 * @param known when given, ASCII words that are none of these come out empty, which saves to write them.
 */
export function tokenize(text: string, known: KnownWords | null = null): Tokens {
  const words: string[] = [];
  let starts = offsetsInto(text.length, text.length >> 2);
  let ends = offsetsInto(text.length, starts.length);
  let sentences = offsetsInto(text.length, starts.length);
  let sentence = 0;
  const add = (word: string, start: number, end: number): void => {
    const count = words.push(word);
    if (count > starts.length) {
      // Hardly any text has more words: each is a character, or has something else behind it.
      starts = longer(starts, text.length);
      ends = longer(ends, text.length);
      sentences = longer(sentences, text.length);
    }
    starts[count - 1] = start;
    ends[count - 1] = end;
    sentences[count - 1] = sentence;
  };

  for (let at = 0; at < text.length; ) {
    const start = at;
    let kind = kindOf(text.charCodeAt(at));
    if (kind === ofWord || kind === quote) {
      let letters = 0;
      let last = 0;
      let hash = 0;
      let stem = 0;
      let beforeLast = 0;
      for (; kind === ofWord || kind === quote; kind = kindOf(text.charCodeAt(at))) {
        if (kind === ofWord) {
          letters += 1;
          beforeLast = last;
          last = text.charCodeAt(at) | 0x20;
          stem = hash;
          hash = hashWith(hash, last);
        }
        at += 1;
      }
      if (kind !== notAscii) {
        if (letters === 0) continue;
        if (known === null) add(fold(text.slice(start, at)), start, at);
        else if (letters > 3 && last === letterS && !isKeptAfter(beforeLast)) {
          add(known.at(text, start, stem, letters - 1), start, at);
        } else add(known.at(text, start, hash, letters), start, at);
        continue;
      }
      at = start;
    } else if (kind === sentenceEnd) {
      at += 1;
      if (at === text.length || endsSentence(text.charCodeAt(at))) sentence += 1;
      continue;
    } else if (kind === lineEnd) {
      at += 1;
      while (at - start <= 8 && (text.charCodeAt(at) === 0x20 || text.charCodeAt(at) === 0x09)) at += 1;
      if (beginsItem(text.charCodeAt(at))) {
        sentence += 1;
        at += 1;
      }
      continue;
    } else if (kind === nothing) {
      at += 1;
      continue;
    }

    // Here begins a word that is not all ASCII, or another character that is not.
    const code = text.charCodeAt(at);
    if (isUnspaced(code)) {
      at += 1;
      add(text.charAt(start), start, at);
    } else if (isPlainSign(code)) at += 1;
    else if (code >= 0x3002 && wideStops.includes(text.charAt(at))) {
      at += 1;
      sentence += 1;
    } else {
      piece.lastIndex = at;
      if (piece.test(text)) {
        at = piece.lastIndex;
        const word = fold(text.slice(start, at));
        if (word !== '') add(word, start, at);
      } else at += (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
    }
  }
  const count = words.length;
  return {
    words,
    starts: starts.subarray(0, count),
    ends: ends.subarray(0, count),
    sentences: sentences.subarray(0, count),
  };
}

function longer(numbers: Offsets, length: number): Offsets {
  const copy = offsetsInto(length, length);
  copy.set(numbers);
  return copy;
}

const nothing = 0;
const ofWord = 1;
const quote = 2;
const sentenceEnd = 3;
const lineEnd = 4;
const notAscii = 5;

const kinds = new Uint8Array(128);
for (let code = 0; code < 128; code += 1) {
  const character = String.fromCharCode(code);
  if (/[a-zA-Z0-9]/.test(character)) kinds[code] = ofWord;
  else if ('.!?;'.includes(character)) kinds[code] = sentenceEnd;
}
kinds[0x27] = quote;
kinds[0x0a] = lineEnd;

/** What an UTF-16 unit can be; that behind the end of a text, which is not a number, is nothing. */
function kindOf(code: number): number {
  return code < 128 ? (kinds[code] ?? nothing) : code > 127 ? notAscii : nothing;
}

/** Or the next line. */
function beginsItem(code: number): boolean {
  return code === 0x0a || code === 0x2a || code === 0x2d || code === 0x23 || code === 0x2022;
}

function endsSentence(next: number): boolean {
  return next < 128 ? isOfClass(afterStop, next) : wideAfterStop.test(String.fromCharCode(next));
}

function isUnspaced(code: number): boolean {
  return (code >= 0x3400 && code <= 0x9fff) || (code >= 0x3040 && code <= 0x30ff) || (code >= 0xac00 && code <= 0xd7af);
}

const letterS = 0x73;

function isKeptAfter(code: number): boolean {
  return code === 0x73 || code === 0x69 || code === 0x75;
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
