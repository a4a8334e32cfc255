import { z } from 'zod';
import { builtInSevenD } from '../domain/seven-d/built-in-seven-d.js';
import type { SevenDParameter, SevenDRuleset } from '../domain/seven-d/seven-d-rules.js';
import { PromptForgeError } from '../errors/promptforge-error.js';
import { rulesetSchema } from './ruleset-schema.js';

/**
 * What a host adds to the seven parameters: values of its own, with all that belongs to one, and other
 * texts, more aliases, other defaults, thresholds or weights for values that are there. Aliases are added
 * to those of the value; everything else takes the place of what was there, field by field.
 */
export type SevenDExtension = {
  readonly [P in SevenDParameter]?: Readonly<Record<string, Partial<SevenDRuleset[P][string]>>>;
};

const given = z.record(z.string(), z.record(z.string(), z.unknown())).exactOptional();

/** Parameters, values and fields: what the fields have to be is asked of the whole, all at once. */
const extensionSchema = z
  .strictObject({
    domain: given,
    scale: given,
    urgency: given,
    complexity: given,
    resources: given,
    application: given,
    output_format: given,
  })
  .default({});

/** Takes an extension, and gives the ruleset that it makes of the built-in one. */
export const extendedRulesetSchema = extensionSchema.transform(extended).pipe(rulesetSchema).transform(frozen);

/**
 * The built-in parameters with what a host adds to them, for `promptforge/prompts`; a PromptForge takes the
 * extension itself, in its option `sevenD`.
 * @throws PromptForgeError `config_invalid` that names what is wrong, all at once.
 */
export function extendSevenD(extension: SevenDExtension): SevenDRuleset {
  const parsed = extendedRulesetSchema.safeParse(extension);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'extension'}: ${message}`);
  throw new PromptForgeError('config_invalid', `The 7D parameters cannot be extended so. ${problems.join('; ')}.`);
}

type Fields = Readonly<Record<string, unknown>>;
type Values = Readonly<Record<string, Fields>>;

function extended(extension: Readonly<Partial<Record<SevenDParameter, Values>>>): unknown {
  return Object.fromEntries(
    Object.entries<Values>(builtInSevenD).map(([parameter, values]) => {
      const own = Object.entries(extension[parameter as SevenDParameter] ?? {});
      const merged = own.map(([value, fields]) => [value, mergedValue(values, value, fields)]);
      return [parameter, { ...values, ...Object.fromEntries(merged) }];
    }),
  );
}

function mergedValue(values: Values, value: string, { aliases = [], ...fields }: Fields): Fields {
  const before = Object.hasOwn(values, value) ? values[value] : undefined;
  const known = Array.isArray(before?.aliases) ? before.aliases : [];
  return { ...before, ...fields, aliases: Array.isArray(aliases) ? [...known, ...aliases] : aliases };
}

function frozen(ruleset: SevenDRuleset): SevenDRuleset {
  for (const value of Object.values<unknown>(Object.values(ruleset).flatMap((values) => Object.values(values)))) {
    for (const part of Object.values(value as object)) Object.freeze(part);
    Object.freeze(value);
  }
  for (const values of Object.values(ruleset)) Object.freeze(values);
  return Object.freeze(ruleset);
}
