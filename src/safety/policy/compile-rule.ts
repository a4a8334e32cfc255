import { RE2JS } from 're2js';
import type { Span } from '../../domain/text/span.js';
import type { HostRule } from './policy-options.js';

/** A rule of the host's, ready to be tried. */
export interface CompiledRule extends Required<Omit<HostRule, 'pattern'>> {
  /** Where the pattern matches, in the order of the text. */
  readonly find: (text: string) => readonly Span[];
}

const flagsOf: Readonly<Record<string, number>> = {
  i: RE2JS.CASE_INSENSITIVE,
  m: RE2JS.MULTILINE,
  s: RE2JS.DOTALL,
};

/**
 * Compiles the pattern of a rule.
 * @throws Error when RE2 does not know its syntax.
 */
export function compileRule({ pattern, ...rule }: HostRule): CompiledRule {
  const compiled = compile(pattern);
  return Object.freeze({
    fix: 'Leave it out.',
    severity: 'medium',
    ...rule,
    find(text: string) {
      const spans: Span[] = [];
      const matcher = compiled.matcher(text);
      while (matcher.find()) spans.push({ start: matcher.start(), end: matcher.end() });
      return spans;
    },
  });
}

function compile(pattern: string | RegExp): RE2JS {
  if (typeof pattern === 'string') return RE2JS.compile(pattern);
  // The flags g, d and y say how to search, and u and v what RE2 does anyway.
  const flags = [...pattern.flags].reduce((sum, flag) => sum | (flagsOf[flag] ?? 0), 0);
  return RE2JS.compile(RE2JS.translateRegExp(pattern.source), flags);
}
