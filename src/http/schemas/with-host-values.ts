import { type SevenDRuleset, sevenDParameters, sevenDValues } from '../../index.js';

/** A description in which the values that a host has stand wherever the built-in ones of a 7D parameter are listed. */
export function withHostValues<T>(description: T, ruleset: SevenDRuleset): T {
  const lists = new Map(
    sevenDParameters.map((name) => [JSON.stringify(sevenDValues[name]), Object.keys(ruleset[name])] as const),
  );
  return JSON.parse(JSON.stringify(description), (key, value: unknown) =>
    key === 'enum' ? (lists.get(JSON.stringify(value)) ?? value) : value,
  ) as T;
}
