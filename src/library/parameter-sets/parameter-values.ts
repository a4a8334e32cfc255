import { type ResolvedSevenD, type SevenD, sevenDParameters } from '../../domain/seven-d/seven-d.js';
import type { SevenDParameter } from '../../domain/seven-d/seven-d-rules.js';

/**
 * Completes 7D parameters: spelling is folded, aliases are followed, and defaults come from the domain.
 * @throws PromptForgeError `seven_d_invalid` that names each wrong one.
 */
export type CompleteSevenD = (input: unknown) => ResolvedSevenD;

/** Where the value of a parameter comes from: the caller, the set, or the domain. */
export type ParameterSource = 'override' | 'set' | 'default';

/** Stands for what nobody has given, while the rest is checked. */
const placeholders = { domain: 'generic', output_format: 'txt' } as const satisfies Partial<SevenD>;

/**
 * Some of the seven parameters, as they are kept: what is null or undefined is not given.
 * @throws PromptForgeError `seven_d_invalid`
 */
export function partialValues(input: unknown, complete: CompleteSevenD): Partial<SevenD> {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) return complete(input).values;
  const given = Object.entries(input).filter(([, value]) => value !== null && value !== undefined);
  const { values } = complete({ ...placeholders, ...Object.fromEntries(given) });
  const names = given.map(([name]) => name);
  return Object.fromEntries(Object.entries(values).filter(([name]) => names.includes(name))) as Partial<SevenD>;
}

/** The values of a run, and where each comes from. */
export interface ResolvedParameters {
  /** All seven: give them to `optimize()` as `sevenD`. */
  readonly values: SevenD;
  readonly sources: Readonly<Record<SevenDParameter, ParameterSource>>;
}

/**
 * What overrides, a set and the defaults of the domain come to, in this order.
 * @throws PromptForgeError `seven_d_invalid`, also when nobody names a domain or an output format.
 */
export function resolvedParameters(
  { overrides, set }: { readonly overrides: Partial<SevenD>; readonly set: Partial<SevenD> },
  complete: CompleteSevenD,
): ResolvedParameters {
  const { values } = complete({ ...set, ...overrides });
  const sourceOf = (name: SevenDParameter): ParameterSource => {
    if (overrides[name] !== undefined) return 'override';
    return set[name] === undefined ? 'default' : 'set';
  };
  const sources = Object.fromEntries(sevenDParameters.map((name) => [name, sourceOf(name)]));
  return { values, sources: sources as Readonly<Record<SevenDParameter, ParameterSource>> };
}

/** One parameter in two sets; null where a set leaves it open. */
export interface ComparedParameter {
  readonly parameter: SevenDParameter;
  readonly first: string | null;
  readonly second: string | null;
  readonly equal: boolean;
}

/** All seven, in their order. */
export function comparedParameters(first: Partial<SevenD>, second: Partial<SevenD>): readonly ComparedParameter[] {
  return sevenDParameters.map((parameter) => {
    const [one, other] = [first[parameter] ?? null, second[parameter] ?? null];
    return { parameter, first: one, second: other, equal: one === other };
  });
}
