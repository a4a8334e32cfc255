import { z } from 'zod';
import type { SevenDRuleset } from '../domain/seven-d/seven-d-rules.js';

/** What a value, and an alias, looks like: other spellings are folded into it. */
const word = z
  .string()
  .regex(/^[a-z0-9][a-z0-9_]{0,39}$/, 'has to have 1 to 40 characters of a-z, 0-9 and _, and not begin with _');

const line = z
  .string()
  .min(1)
  .max(200)
  .regex(/^\S(?:.*\S)?$/u, 'has to be one line, without white space around it');
const lines = z.array(line).min(1).max(12);

const common = {
  name: line.max(80),
  meaning: line,
  aliases: z.array(word).max(50),
};

const percent = z.number().min(0).max(100);
const thresholds = z.strictObject({
  composite: percent.exactOptional(),
  clarity: percent.nullable().exactOptional(),
  execution: percent.nullable().exactOptional(),
  ambiguity: percent.nullable().exactOptional(),
  business_fit: percent.nullable().exactOptional(),
});

const share = z.number().min(0).max(1);
const weights = z
  .strictObject({ clarity: share, execution: share, ambiguity: share, business_fit: share })
  .refine((given) => Math.abs(Object.values(given).reduce((sum, part) => sum + part, 0) - 1) < 1e-9, {
    message: 'the four have to add up to 1',
  });

const defaults = z.strictObject({ scale: word, urgency: word, complexity: word, resources: word, application: word });

/** What a value of each parameter consists of. */
const valueSchemas = {
  domain: z.strictObject({
    ...common,
    role: line.max(80),
    defaults,
    thresholds: thresholds.exactOptional(),
    weights: weights.exactOptional(),
  }),
  scale: z.strictObject(common),
  urgency: z.strictObject(common),
  complexity: z.strictObject({ ...common, level: line.max(40) }),
  resources: z.strictObject(common),
  application: z.strictObject({ ...common, process: lines }),
  output_format: z.strictObject({ ...common, specification: lines }),
} as const;

/** A whole ruleset, and what its parts have to do with each other. */
export const rulesetSchema: z.ZodType<SevenDRuleset> = z
  .strictObject({
    domain: z.record(word, valueSchemas.domain),
    scale: z.record(word, valueSchemas.scale),
    urgency: z.record(word, valueSchemas.urgency),
    complexity: z.record(word, valueSchemas.complexity),
    resources: z.record(word, valueSchemas.resources),
    application: z.record(word, valueSchemas.application),
    output_format: z.record(word, valueSchemas.output_format),
  })
  .superRefine((ruleset, context) => {
    for (const [parameter, values] of Object.entries(ruleset)) {
      const taken = new Set(Object.keys(values));
      for (const [value, { aliases }] of Object.entries(values)) {
        for (const [index, alias] of aliases.entries()) {
          const path = [parameter, value, 'aliases', index];
          if (taken.has(alias))
            context.addIssue({ code: 'custom', path, message: 'is another value or alias already' });
          taken.add(alias);
        }
      }
    }
    for (const [domain, { defaults: given }] of Object.entries(ruleset.domain)) {
      for (const [parameter, value] of Object.entries(given)) {
        if (Object.hasOwn(ruleset[parameter as keyof typeof given], value)) continue;
        const path = ['domain', domain, 'defaults', parameter];
        context.addIssue({ code: 'custom', path, message: `is no value of ${parameter}` });
      }
    }
  });
