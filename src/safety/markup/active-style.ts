import { stackedMarks } from '../unicode/stacked-marks.js';

const escaped = /\\(?:([\da-f]{1,6})[ \t\n]?|([^\n]))/gi;
const active = /expression\(|(?:javascript|vbscript):|-moz-binding:|(?<![\w-])behaviou?r:url/i;

/** Whether a style runs scripts, in the browsers that had such things: by expression, binding, behaviour or address. */
export function isActiveStyle(style: string): boolean {
  if (!/[:(\\]/.test(style)) return false;
  const plain = style
    .replace(/\/\*[^*]*\*\//g, '')
    .replace(escaped, (_all, code: string | undefined, other: string | undefined) =>
      code === undefined ? (other ?? '') : String.fromCodePoint(Math.min(Number.parseInt(code, 16), 0x10ffff)),
    )
    .replace(/\s+/g, '')
    .replace(stackedMarks, '')
    .normalize('NFKC');
  return active.test(plain);
}
