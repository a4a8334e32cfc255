import { builtInSevenD } from './built-in-seven-d.js';
import type { OptionalParameter, SevenDParameter } from './seven-d-rules.js';

/**
 * Values of the host's own. Add yours by declaration merging, and describe them in the `sevenD` option:
 * `declare module 'promptforge' { interface HostSevenD { domain: 'biotech' } }`.
 */
// biome-ignore lint/suspicious/noEmptyInterface: it is there to be added to.
export interface HostSevenD {}

/** The context of a prompt: seven parameters, each with a value from its list, or one of the host. */
export type SevenD = {
  readonly [P in SevenDParameter]:
    | keyof (typeof builtInSevenD)[P]
    | (P extends keyof HostSevenD ? HostSevenD[P] & string : never);
};
export type Domain = SevenD['domain'];

export const sevenDParameters = Object.freeze(Object.keys(builtInSevenD)) as readonly SevenDParameter[];

/** The values each of the seven parameters may take where the host has added none. */
export const sevenDValues = Object.freeze(
  Object.fromEntries(sevenDParameters.map((name) => [name, Object.freeze(Object.keys(builtInSevenD[name]))])),
) as { readonly [P in SevenDParameter]: readonly (keyof (typeof builtInSevenD)[P])[] };

/** The two that have no default: nobody can guess them. */
export const requiredParameters = ['domain', 'output_format'] as const satisfies readonly SevenDParameter[];

/** What a caller gives: the two required parameters and any of the others. */
export type SevenDInput = Pick<SevenD, 'domain' | 'output_format'> & Partial<Pick<SevenD, OptionalParameter>>;

/** A complete set, and which of its values were filled in from the domain's defaults. */
export interface ResolvedSevenD {
  readonly values: SevenD;
  readonly defaulted: readonly OptionalParameter[];
}
