import { issueMeanings } from '../verdict/issue-meanings.js';
import { type CompiledRule, compileRule } from './compile-rule.js';
import type { HostRule } from './policy-options.js';

/** A rule that can be tried, or what is wrong with it and how to mend it. */
export type CheckedRule = { readonly compiled: CompiledRule } | { readonly problem: string };

/** Checks what a schema cannot: whether RE2 knows the pattern, and whether it makes sense. */
export function checkRule(rule: HostRule): CheckedRule {
  if (Object.hasOwn(issueMeanings, rule.code)) return { problem: 'code: is one of ours; choose another' };
  let compiled: CompiledRule;
  try {
    compiled = compileRule(rule);
  } catch {
    return {
      problem:
        'pattern: is no pattern of RE2, which has neither lookaround nor backreferences, repeats at most 1,000 times, and names scripts as \\p{Greek}',
    };
  }
  if (compiled.find('').length > 0)
    return { problem: 'pattern: matches nothing at all, and so would match everywhere' };
  if (rule.action === 'redact' && compiled.find(`[${rule.code}:1]`).length > 0) {
    return { problem: 'code: is matched by its own pattern, and would be redacted again; choose another' };
  }
  return { compiled };
}
