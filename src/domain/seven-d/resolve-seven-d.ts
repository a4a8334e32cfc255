import { builtInSevenD } from './built-in-seven-d.js';
import { type ResolvedSevenD, requiredParameters, type SevenD, sevenDParameters } from './seven-d.js';
import type { OptionalParameter, SevenDParameter, SevenDRuleset } from './seven-d-rules.js';

/** One parameter that cannot be accepted, and what would be. */
export interface SevenDIssue {
  /** The parameter, or `unknown` for a key that is not one of the seven: the key itself is never repeated. */
  readonly parameter: SevenDParameter | 'unknown';
  readonly problem: 'missing' | 'not_in_list' | 'unknown_parameter';
  readonly allowed: readonly string[];
}

export type SevenDResolution =
  | { readonly ok: true; readonly sevenD: ResolvedSevenD }
  | { readonly ok: false; readonly issues: readonly SevenDIssue[] };

/**
 * Turns what a caller gave into a complete set: spelling is folded, aliases are followed, and
 * what was left out comes from the domain's defaults. All issues are reported at once.
 */
export function resolveSevenD(
  input: Readonly<Record<string, unknown>>,
  ruleset: SevenDRuleset = builtInSevenD,
): SevenDResolution {
  const issues: SevenDIssue[] = [];
  const given: Partial<Record<SevenDParameter, string>> = {};

  for (const [key, raw] of Object.entries(input)) {
    const parameter = sevenDParameters.find((name) => name === key);
    if (parameter === undefined) {
      issues.push({ parameter: 'unknown', problem: 'unknown_parameter', allowed: sevenDParameters });
      continue;
    }
    if (raw === undefined || raw === null) continue;
    const value = canonicalValue(raw, wordsOf(ruleset, parameter));
    if (value === null) issues.push({ parameter, problem: 'not_in_list', allowed: Object.keys(ruleset[parameter]) });
    else given[parameter] = value;
  }
  for (const parameter of requiredParameters) {
    const reported = issues.some((issue) => issue.parameter === parameter);
    if (given[parameter] === undefined && !reported) {
      issues.push({ parameter, problem: 'missing', allowed: Object.keys(ruleset[parameter]) });
    }
  }
  if (issues.length > 0) return { ok: false, issues };

  const { domain, output_format } = given as Pick<SevenD, 'domain' | 'output_format'>;
  const fallback = ruleset.domain[domain]?.defaults;
  const defaulted = optionalParameters.filter((name) => given[name] === undefined);
  // Required ones first: the order of the keys must not tell how the caller wrote them, since runs are compared by it.
  return { ok: true, sevenD: { values: { domain, output_format, ...fallback, ...given } as SevenD, defaulted } };
}

const optionalParameters = sevenDParameters.filter(
  (name): name is OptionalParameter => !requiredParameters.some((required) => required === name),
);

function canonicalValue(raw: unknown, words: ReadonlyMap<string, string>): string | null {
  if (typeof raw !== 'string' || raw.length > 64) return null;
  const folded = raw
    .trim()
    .toLowerCase()
    .replaceAll(/[\s/-]+/g, '_');
  return words.get(folded) ?? null;
}

/** Of rulesets that were used: a host has one. */
const known = new WeakMap<SevenDRuleset, ReadonlyMap<SevenDParameter, ReadonlyMap<string, string>>>();

/** Values by all that is written for them. */
function wordsOf(ruleset: SevenDRuleset, parameter: SevenDParameter): ReadonlyMap<string, string> {
  const words = known.get(ruleset) ?? new Map(sevenDParameters.map((name) => [name, wordsFor(ruleset, name)]));
  known.set(ruleset, words);
  return words.get(parameter) ?? new Map();
}

function wordsFor(ruleset: SevenDRuleset, parameter: SevenDParameter): ReadonlyMap<string, string> {
  const values = Object.entries(ruleset[parameter]);
  return new Map(values.flatMap(([value, { aliases }]) => [value, ...aliases].map((word) => [word, value] as const)));
}
