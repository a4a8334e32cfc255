/**
 * Whether a text may hold characters that show nothing: control characters but tab and the ends of
 * lines, and what Unicode calls default ignorable or a format character. Where it says no there are
 * none, which most texts can be told by without asking a regular expression about each character.
 * It looks at UTF-16 units, so that it says yes to some other characters that share theirs.
 */
export function mayHoldUnseen(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit >= 0x7f ? mayBeUnseen(unit) : unit < 0x20 && unit !== 9 && unit !== 10 && unit !== 13) return true;
  }
  return false;
}

/** Unseen characters of the basic plane, from and to, and first halves of the others. */
const ranges: readonly (readonly [number, number])[] = [
  [0x7f, 0x9f],
  [0xad, 0xad],
  [0x034f, 0x034f],
  [0x0600, 0x0605],
  [0x061c, 0x061c],
  [0x06dd, 0x06dd],
  [0x070f, 0x070f],
  [0x0890, 0x0891],
  [0x08e2, 0x08e2],
  [0x115f, 0x1160],
  [0x17b4, 0x17b5],
  [0x180b, 0x180f],
  [0x200b, 0x200f],
  [0x202a, 0x202e],
  [0x2060, 0x206f],
  [0x2800, 0x2800],
  [0x3164, 0x3164],
  [0xd804, 0xd804],
  [0xd80d, 0xd80d],
  [0xd82f, 0xd82f],
  [0xd834, 0xd834],
  [0xdb40, 0xdb43],
  [0xfe00, 0xfe0f],
  [0xfeff, 0xfeff],
  [0xffa0, 0xffa0],
  [0xfff0, 0xfffb],
];

/** One bit for each unit. */
const bits = new Uint8Array(0x2000);
for (const [from, to] of ranges) {
  for (let unit = from; unit <= to; unit += 1) bits[unit >> 3] = (bits[unit >> 3] ?? 0) | (1 << (unit & 7));
}

function mayBeUnseen(unit: number): boolean {
  return ((bits[unit >> 3] ?? 0) & (1 << (unit & 7))) !== 0;
}
