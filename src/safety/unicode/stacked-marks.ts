/** Marks in a row, more than any script stacks on a letter: 30 are enough for all of them (UAX #15 section 13). */
export const stackedMarks = /[\p{M}\uff9e\uff9f]{33,}/gu;

const mark = /[\p{M}\uff9e\uff9f]/u;
/** No row of so many marks lies between two of the places that are looked at. */
const step = 32;

/** Whether there may be {@link stackedMarks} in a text. Where it says no there are none, and it looks at few characters. */
export function mayStackMarks(text: string): boolean {
  for (let at = step; at < text.length; at += step) {
    if (text.charCodeAt(at) < 0x300) continue;
    const isSecondHalf = (text.charCodeAt(at) & 0xfc00) === 0xdc00;
    if (mark.test(String.fromCodePoint(text.codePointAt(isSecondHalf ? at - 1 : at) ?? 0))) return true;
  }
  return false;
}
