import { z } from 'zod';
import {
  type CompletedSevenD,
  type ResolvedSevenD,
  type SevenD,
  type SevenDDescription,
  sevenDValues,
} from '../../index.js';
import { documentedAs, named } from './components.js';
import { thresholds, weights } from './score.js';

/** A host may have more: the description of its routes lists all of them (`withHostValues`). */
const values = {
  domain: z.enum(sevenDValues.domain),
  scale: z.enum(sevenDValues.scale),
  urgency: z.enum(sevenDValues.urgency),
  complexity: z.enum(sevenDValues.complexity),
  resources: z.enum(sevenDValues.resources),
  application: z.enum(sevenDValues.application),
  output_format: z.enum(sevenDValues.output_format),
};

const sevenD = named('SevenD', z.object(values)) satisfies z.ZodType<Partial<SevenD>>;

const resolved = {
  values: sevenD,
  defaulted: z.array(z.enum(['scale', 'urgency', 'complexity', 'resources', 'application'])),
};

export const resolvedSevenD = named('ResolvedSevenD', z.object(resolved)) satisfies z.ZodType<ResolvedSevenD>;

export const completedSevenD = named(
  'CompletedSevenD',
  z.object({ ...resolved, weights, thresholds }),
) satisfies z.ZodType<CompletedSevenD>;

const some = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, value.exactOptional()]));

/** Some of the seven, over those of a module. */
export const sevenDChoice = documentedAs(
  z.record(z.string(), z.unknown()),
  named(
    'SevenDChoice',
    z.strictObject(some).describe('Those that are left out are those of the module, or of the domain.'),
  ),
);

/** Any object will do: the pipeline says better what is wrong with the seven. */
export const sevenDInput = documentedAs(
  z.record(z.string(), z.unknown()),
  named(
    'SevenDInput',
    z
      .strictObject({
        ...Object.fromEntries(Object.entries(values).map(([name, value]) => [name, value.optional()])),
        domain: values.domain,
        output_format: values.output_format,
      })
      .describe('Those that are left out are those of the domain.'),
  ),
);

const value = {
  name: z.string().describe('How it is written in a prompt.'),
  meaning: z.string(),
  aliases: z.array(z.string()).describe('Other words for it, which are taken in its place.'),
};
const lines = z.array(z.string());
const { composite, clarity, execution, ambiguity, business_fit } = thresholds.shape;
const someThresholds = z.object({
  composite: composite.exactOptional(),
  clarity: clarity.exactOptional(),
  execution: execution.exactOptional(),
  ambiguity: ambiguity.exactOptional(),
  business_fit: business_fit.exactOptional(),
});

export const sevenDDescription = named(
  'SevenDDescription',
  z.object({
    signature: z.string().describe('Another one whenever anything of the ruleset is another.'),
    ruleset: z
      .object({
        domain: z.record(
          z.string(),
          z.object({
            ...{ ...value, role: z.string() },
            defaults: z.record(z.enum(['scale', 'urgency', 'complexity', 'resources', 'application']), z.string()),
            thresholds: someThresholds.exactOptional(),
            weights: weights.exactOptional(),
          }),
        ),
        scale: z.record(z.string(), z.object(value)),
        urgency: z.record(z.string(), z.object(value)),
        complexity: z.record(z.string(), z.object({ ...value, level: z.string() })),
        resources: z.record(z.string(), z.object(value)),
        application: z.record(z.string(), z.object({ ...value, process: lines })),
        output_format: z.record(z.string(), z.object({ ...value, specification: lines })),
      })
      .describe('Values by parameter, in the order in which they are shown.'),
  }),
) satisfies z.ZodType<SevenDDescription>;
