import { z } from 'zod';
import type { ParameterSetComparison, ParameterSetDetails, ResolvedParameters, SevenD } from '../../index.js';
import { sevenDParameters, sevenDValues } from '../../index.js';
import { documentedAs, named } from './components.js';
import { pageOf } from './page.js';
import { resolvedSevenD } from './seven-d.js';

const { values: sevenD } = resolvedSevenD.shape;

const some = named('SomeOfSevenD', sevenD.partial().describe('Some of the seven parameters.'));

/** Any object will do: the facet says better what is wrong with the seven. */
const someInput = documentedAs(
  z.record(z.string(), z.unknown()),
  named('SomeOfSevenDInput', z.strictObject(sevenD.partial().shape).describe('Some of the seven, at least one.')),
);

const fields = {
  name: z.string().min(1).max(200).describe('At most 100 characters.'),
  values: someInput,
} as const;
const version = z.int().min(1).describe('The version that was read.');

export const parameterSet = named(
  'ParameterSet',
  z.object({
    id: z.string(),
    name: z.string(),
    ownerId: z.string().nullable().describe('Null once that person was erased.'),
    shared: z.boolean(),
    values: some,
    version: z.int().min(1).describe('Counts its changes. Give it back as `expectedVersion`.'),
    mayChange: z.boolean().describe('Whether the caller may change and remove it.'),
  }),
) satisfies z.ZodType<Omit<ParameterSetDetails, 'values'>>;

export const parameterSetPage = named('ParameterSetPage', pageOf(parameterSet));

export const parameterSetBodies = {
  create: named('CreateParameterSetRequest', z.strictObject({ ...fields, shared: z.boolean().exactOptional() })),
  update: named(
    'UpdateParameterSetRequest',
    z.strictObject({ ...fields, shared: z.boolean(), expectedVersion: version }),
  ),
  compare: named(
    'CompareParameterSetsRequest',
    z.strictObject({ first: z.string().max(255), second: z.string().max(255) }),
  ),
} as const;

export const removalQuery = z.object({
  expectedVersion: z.coerce
    .number()
    .int()
    .min(1)
    .exactOptional()
    .describe('The version that was read. Default: whatever it is now.'),
});

export const parameterComparison = named(
  'ParameterSetComparison',
  z.object({
    equal: z.boolean(),
    parameters: z.array(
      z.object({
        parameter: z.enum(sevenDParameters as readonly [keyof SevenD, ...(keyof SevenD)[]]),
        first: z.string().nullable().describe('Null where the set leaves it open.'),
        second: z.string().nullable(),
        equal: z.boolean(),
      }),
    ),
  }),
) satisfies z.ZodType<ParameterSetComparison>;

const source = z.enum(['override', 'set', 'default']);

export const resolvedParameters = named(
  'ResolvedParameters',
  z.object({
    values: sevenD,
    sources: z.object({
      domain: source,
      scale: source,
      urgency: source,
      complexity: source,
      resources: source,
      application: source,
      output_format: source,
    }),
  }),
) satisfies z.ZodType<ResolvedParameters>;

/** Overrides, which count more than the set. What is wrong with one is said by the facet. */
export const overridesQuery = z.object(
  Object.fromEntries(
    sevenDParameters.map((name) => [
      name,
      documentedAs(
        z.string().max(64).exactOptional().describe('Counts more than the set.'),
        z.enum(sevenDValues[name]).optional().describe('Counts more than the set.'),
      ),
    ]),
  ),
);
