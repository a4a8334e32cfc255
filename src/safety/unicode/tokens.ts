/** Where the runs of ASCII letters and digits in a text start and end. */
export interface Tokens {
  readonly count: number;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
}

export function tokensOf(text: string): Tokens {
  const most = (text.length + 1) >> 1;
  const starts = new Int32Array(most);
  const ends = new Int32Array(most);
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
