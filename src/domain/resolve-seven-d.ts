import {
  type OptionalParameter,
  type ResolvedSevenD,
  requiredParameters,
  type SevenD,
  type SevenDParameter,
  sevenDParameters,
  sevenDValues,
} from './seven-d.js';
import { sevenDAliases } from './seven-d-aliases.js';
import { sevenDDefaults } from './seven-d-defaults.js';

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
export function resolveSevenD(input: Readonly<Record<string, unknown>>): SevenDResolution {
  const issues: SevenDIssue[] = [];
  const given: Partial<Record<SevenDParameter, string>> = {};

  for (const [key, raw] of Object.entries(input)) {
    const parameter = sevenDParameters.find((name) => name === key);
    if (parameter === undefined) {
      issues.push({ parameter: 'unknown', problem: 'unknown_parameter', allowed: sevenDParameters });
      continue;
    }
    if (raw === undefined || raw === null) continue;
    const value = canonicalValue(parameter, raw);
    if (value === null) issues.push({ parameter, problem: 'not_in_list', allowed: sevenDValues[parameter] });
    else given[parameter] = value;
  }
  for (const parameter of requiredParameters) {
    const reported = issues.some((issue) => issue.parameter === parameter);
    if (given[parameter] === undefined && !reported) {
      issues.push({ parameter, problem: 'missing', allowed: sevenDValues[parameter] });
    }
  }
  if (issues.length > 0) return { ok: false, issues };

  const { domain, output_format } = given as Pick<SevenD, 'domain' | 'output_format'>;
  const fallback = sevenDDefaults[domain];
  const defaulted = (Object.keys(fallback) as OptionalParameter[]).filter((name) => given[name] === undefined);
  // Required ones first: the order of the keys must not tell how the caller wrote them, since runs are compared by it.
  return { ok: true, sevenD: { values: { domain, output_format, ...fallback, ...given } as SevenD, defaulted } };
}

function canonicalValue(parameter: SevenDParameter, raw: unknown): string | null {
  if (typeof raw !== 'string' || raw.length > 64) return null;
  const folded = raw
    .trim()
    .toLowerCase()
    .replaceAll(/[\s/-]+/g, '_');
  const aliases = sevenDAliases[parameter];
  const value = Object.hasOwn(aliases, folded) ? aliases[folded] : folded;
  const allowed: readonly string[] = sevenDValues[parameter];
  return value !== undefined && allowed.includes(value) ? value : null;
}
