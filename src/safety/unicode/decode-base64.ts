import { asciiClass, nextRun, runEnd } from '../ascii-runs.js';
import { isAttackWord } from './attack-words.js';
import { readableText } from './readable-text.js';
import type { Edit } from './rewrite.js';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const sextets = new Int8Array(128).fill(-1);
for (let value = 0; value < 64; value += 1) sextets[alphabet.charCodeAt(value)] = value;
sextets[0x2d] = 62;
sextets[0x5f] = 63;

const digits = asciiClass(/[A-Za-z0-9+/_-]/);
const shortest = 8;
const nextLine = /[ \t\r]?\n[ \t]?[A-Za-z0-9+/_-]{2,}={0,2}/y;
const nextWord = / [A-Za-z0-9+/_-]{2,}={0,2}/y;

/** Shorter runs are words more often than not: they must decode to a word of the attack vocabulary. */
const shortestOfAnyText = 16;

/** The edits that decode base64, of either alphabet, with or without padding, on one line or several. */
export function decodeBase64(text: string): readonly Edit[] {
  const edits: Edit[] = [];
  for (let start = nextRun(text, digits, shortest, 0); start !== -1; ) {
    const firstEnd = paddedEnd(text, runEnd(text, digits, start));
    const end = beginsReadable(text, start) ? decodeFrom(start, firstEnd) : firstEnd;
    start = nextRun(text, digits, shortest, end);
  }
  return edits;

  /** Answers from where on to look further. */
  function decodeFrom(start: number, firstEnd: number): number {
    const linesEnd = endOf(text, firstEnd, nextLine);
    const decoded = decodeRun(text.slice(start, linesEnd));
    if (decoded !== null) edits.push({ start, end: linesEnd, text: decoded });
    else if (linesEnd > firstEnd) {
      const first = decodeRun(text.slice(start, firstEnd));
      if (first !== null) edits.push({ start, end: firstEnd, text: first });
    }
    // Lines that are no text together are not looked at again one by one, or the work would grow with their square.
    return edits.at(-1)?.end === linesEnd ? addWords(text, linesEnd, edits) : linesEnd;
  }
}

/** Where a run ends with its padding. */
function paddedEnd(text: string, end: number): number {
  return end + (text[end] !== '=' ? 0 : text[end + 1] !== '=' ? 1 : 2);
}

function endOf(text: string, from: number, next: RegExp): number {
  let end = from;
  for (next.lastIndex = from; next.test(text); ) end = next.lastIndex;
  return end;
}

/** Words after a decoded one may be short, if they decode to letters. Answers where they end. */
function addWords(text: string, from: number, edits: Edit[]): number {
  let end = from;
  for (nextWord.lastIndex = end; nextWord.test(text); end = nextWord.lastIndex) {
    const decoded = readableText(bytesOf(text.slice(end + 1, nextWord.lastIndex)));
    if (decoded === null || !/^[A-Za-z]+[.,:;!?"']*$/.test(decoded)) break;
    edits.push({ start: end + 1, end: nextWord.lastIndex, text: decoded });
  }
  return end;
}

function decodeRun(encoded: string): string | null {
  const bytes = bytesOf(encoded);
  if (encoded.length >= shortestOfAnyText) return readableText(bytes);
  if (!bytes.every(isOfWord)) return null;
  const decoded = readableText(bytes);
  return decoded !== null && isAttackWord(decoded.trim()) ? decoded : null;
}

/** A letter, or white space around one. */
function isOfWord(byte: number): boolean {
  const lower = byte | 32;
  return (lower >= 0x61 && lower <= 0x7a) || byte === 0x20 || byte === 0x09 || byte === 0x0a || byte === 0x0d;
}

/** Whether the first six bytes of a run may be text; most words of a text fail at the first. */
function beginsReadable(text: string, start: number): boolean {
  for (let at = start; at < start + 8; at += 4) {
    const quad =
      (sextet(text, at) << 18) | (sextet(text, at + 1) << 12) | (sextet(text, at + 2) << 6) | sextet(text, at + 3);
    if (!(at === start ? mayBegin : mayBeText)(quad >> 16) || !mayBeText((quad >> 8) & 255) || !mayBeText(quad & 255))
      return false;
  }
  return true;
}

function mayBegin(byte: number): boolean {
  return mayBeText(byte) && (byte < 0x80 || (byte >= 0xc2 && byte <= 0xf4));
}

function mayBeText(byte: number): boolean {
  return byte >= 0x20 ? byte !== 0x7f : byte === 9 || byte === 10 || byte === 13;
}

function sextet(text: string, at: number): number {
  return Math.max(0, sextets[text.charCodeAt(at)] ?? 0);
}

function bytesOf(encoded: string): Uint8Array {
  const bytes = new Uint8Array(encoded.length);
  let length = 0;
  let bits = 0;
  let held = 0;
  for (let at = 0; at < encoded.length; at += 1) {
    const value = sextets[encoded.charCodeAt(at)] ?? -1;
    if (value < 0) continue;
    held = ((held << 6) | value) & 0xffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes[length] = (held >> bits) & 255;
      length += 1;
    }
  }
  return bytes.subarray(0, length);
}
