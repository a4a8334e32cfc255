import { type Offsets, offsetsInto } from '../offsets.js';
import type { MappedText } from './mapped-text.js';

/** Where the runs of ASCII letters and digits in a text start and end. */
export interface Tokens {
  readonly count: number;
  readonly starts: Offsets;
  readonly ends: Offsets;
}

const read = new WeakMap<MappedText, Tokens>();

/** Those of a text on its way to be read, which is often asked for them. */
export function tokensOf(source: MappedText): Tokens {
  const known = read.get(source);
  if (known !== undefined) return known;
  const tokens = tokensIn(source.text);
  read.set(source, tokens);
  return tokens;
}

function tokensIn(text: string): Tokens {
  const most = (text.length + 1) >> 1;
  const starts = offsetsInto(text.length, most);
  const ends = offsetsInto(text.length, most);
  let count = 0;
  let inside = false;
  for (let at = 0; at < text.length; at += 1) {
    const is = isAlphanumeric(text.charCodeAt(at));
    if (is && !inside) starts[count] = at;
    if (!is && inside) {
      ends[count] = at;
      count += 1;
    }
    inside = is;
  }
  if (inside) {
    ends[count] = text.length;
    count += 1;
  }
  return { count, starts, ends };
}

export function isAlphanumeric(code: number): boolean {
  const lower = code | 32;
  return (lower >= 0x61 && lower <= 0x7a) || (code >= 0x30 && code <= 0x39);
}
