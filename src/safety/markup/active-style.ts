import { stackedMarks } from '../unicode/stacked-marks.js';

const escaped = /\\(?:([\da-f]{1,6})[ \t\n]?|([^\n]))/gi;
const active = /expression\(|(?:javascript|vbscript):|-moz-binding:|(?<![\w-])behaviou?r:url/i;

/** Whether a style runs scripts, in the browsers that had such things: by expression, binding, behaviour or address. */
export function isActiveStyle(style: string): boolean {
  if (!/[:(\\]/.test(style)) return false;
  const plain = withoutComments(style)
    .replace(escaped, (_all, code: string | undefined, other: string | undefined) =>
      code === undefined ? (other ?? '') : String.fromCodePoint(Math.min(Number.parseInt(code, 16), 0x10ffff)),
    )
    .replace(/\s+/g, '')
    .replace(stackedMarks, '')
    .normalize('NFKC');
  return active.test(plain);
}

/** Comments are no part of what a style says, and may stand within a word of it. One that is never closed stays. */
function withoutComments(style: string): string {
  let rest = '';
  let at = 0;
  for (;;) {
    const start = style.indexOf('/*', at);
    const end = start === -1 ? -1 : style.indexOf('*/', start + 2);
    if (end === -1) return rest + style.slice(at);
    rest += style.slice(at, start);
    at = end + 2;
  }
}
