import { isAttackWord } from './attack-words.js';
import { readableText } from './readable-text.js';
import type { Edit } from './rewrite.js';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const sextets = new Int8Array(128).fill(-1);
for (let value = 0; value < 64; value += 1) sextets[alphabet.charCodeAt(value)] = value;
sextets[0x2d] = 62;
sextets[0x5f] = 63;

const run = /[A-Za-z0-9+/_-]{8,}={0,2}/g;
const nextLine = /\s{1,3}[A-Za-z0-9+/_-]{2,}={0,2}/y;

/** Shorter runs are words more often than not: they must decode to a word of the attack vocabulary. */
const shortestOfAnyText = 16;

/** The edits that decode base64, of either alphabet, with or without padding, on one line or several. */
export function decodeBase64(text: string): readonly Edit[] {
  const edits: Edit[] = [];
  run.lastIndex = 0;
  for (let match = run.exec(text); match !== null; match = run.exec(text)) {
    const { 0: found, index: start } = match;
    if (!beginsReadable(found)) continue;
    let end = run.lastIndex;
    const lines = [end];
    for (nextLine.lastIndex = end; text.charAt(end - 1) !== '=' && nextLine.test(text); ) {
      end = nextLine.lastIndex;
      lines.push(end);
    }
    // All lines as one first; where the last word after it is a plain one, the first line by itself.
    for (const last of new Set([end, lines.at(-2) ?? end, lines[0] ?? end])) {
      const decoded = decode(text.slice(start, last));
      if (decoded === null || (last - start < shortestOfAnyText && !isAttackWord(decoded.trim()))) continue;
      edits.push({ start, end: last, text: decoded });
      run.lastIndex = last;
      break;
    }
  }
  return edits;
}

/** Whether the first six bytes may be text; most words of a text fail at the first. */
function beginsReadable(found: string): boolean {
  for (let at = 0; at < 8; at += 4) {
    const quad =
      (sextet(found, at) << 18) | (sextet(found, at + 1) << 12) | (sextet(found, at + 2) << 6) | sextet(found, at + 3);
    for (const byte of [(quad >> 16) & 255, (quad >> 8) & 255, quad & 255]) {
      if ((byte < 0x20 && byte !== 9 && byte !== 10 && byte !== 13) || byte === 0x7f) return false;
    }
  }
  return true;
}

function sextet(text: string, at: number): number {
  return Math.max(0, sextets[text.charCodeAt(at)] ?? 0);
}

function decode(encoded: string): string | null {
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
      bytes[length] = held >> bits;
      length += 1;
    }
  }
  return readableText(bytes.subarray(0, length));
}
