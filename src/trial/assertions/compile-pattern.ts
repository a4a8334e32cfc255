import { RE2JS } from 're2js';

const flagsOf = { i: RE2JS.CASE_INSENSITIVE, m: RE2JS.MULTILINE, s: RE2JS.DOTALL } as const;
type Flag = keyof typeof flagsOf;

/** Why a pattern was not taken, for messages. */
export const notForRe2 =
  'is no pattern of RE2, which has neither lookaround nor backreferences, repeats at most 1,000 times, and names scripts as \\p{Greek}.';

/**
 * Compiles a pattern in the syntax of JavaScript for RE2, which takes time linear in the text whatever the
 * pattern: a pattern that came with a request must not be able to hold up the process.
 * @param flags some of i, m and s.
 * @throws Error when RE2 does not know its syntax.
 * @see https://github.com/google/re2/wiki/Syntax
 */
export function compilePattern(pattern: string, flags = ''): (text: string) => boolean {
  const combined = [...flags].reduce((sum, flag) => sum | flagsOf[flag as Flag], 0);
  const compiled = RE2JS.compile(RE2JS.translateRegExp(pattern), combined);
  return (text) => compiled.matcher(text).find();
}
