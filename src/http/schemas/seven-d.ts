import { z } from 'zod';
import { type ResolvedSevenD, type SevenD, sevenDValues } from '../../index.js';
import { documentedAs, named } from './components.js';

const values = {
  domain: z.enum(sevenDValues.domain),
  scale: z.enum(sevenDValues.scale),
  urgency: z.enum(sevenDValues.urgency),
  complexity: z.enum(sevenDValues.complexity),
  resources: z.enum(sevenDValues.resources),
  application: z.enum(sevenDValues.application),
  output_format: z.enum(sevenDValues.output_format),
};

const sevenD = named('SevenD', z.object(values)) satisfies z.ZodType<SevenD>;

export const resolvedSevenD = named(
  'ResolvedSevenD',
  z.object({
    values: sevenD,
    defaulted: z.array(z.enum(['scale', 'urgency', 'complexity', 'resources', 'application'])),
  }),
) satisfies z.ZodType<ResolvedSevenD>;

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
