/** Which characters of ASCII are meant, by their codes; those that are not ASCII never are. */
export type AsciiClass = Uint8Array;

/** @param characters matches one of them. */
export function asciiClass(characters: RegExp): AsciiClass {
  return Uint8Array.from({ length: 128 }, (_, code) => (characters.test(String.fromCharCode(code)) ? 1 : 0));
}

export function isOfClass(characters: AsciiClass, code: number): boolean {
  return code < 128 && characters[code] === 1;
}

/**
 * Where so many characters of a class follow each other for the first time from an offset on, or -1.
 * Answers what a regular expression would, and looks at few of the characters where runs are rare.
 */
export function nextRun(text: string, characters: AsciiClass, least: number, from: number): number {
  let start = from;
  while (start + least <= text.length) {
    let at = start + least - 1;
    while (at >= start && isOfClass(characters, text.charCodeAt(at))) at -= 1;
    if (at < start) return start;
    start = at + 1;
  }
  return -1;
}

/** Where the characters of a class end that stand at an offset. */
export function runEnd(text: string, characters: AsciiClass, from: number): number {
  let end = from;
  while (end < text.length && isOfClass(characters, text.charCodeAt(end))) end += 1;
  return end;
}
