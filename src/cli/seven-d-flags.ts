import { type SevenDParameter, sevenDParameters } from '../index.js';

/** A flag for each 7D parameter: `--output-format` for `output_format`. */
export const sevenDFlags = Object.fromEntries(
  sevenDParameters.map((name) => [flagOf(name), { type: 'string' } as const]),
);

export function flagOf(parameter: SevenDParameter): string {
  return parameter.replaceAll('_', '-');
}

/** Those that were given. They are checked where they are used, which names the list they must come from. */
export function givenSevenD(values: Readonly<Record<string, unknown>>): Partial<Record<SevenDParameter, string>> {
  return Object.fromEntries(
    sevenDParameters.flatMap((name) => {
      const value = values[flagOf(name)];
      return typeof value === 'string' ? [[name, value]] : [];
    }),
  );
}
