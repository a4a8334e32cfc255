import { z } from 'zod';
import { builtInFeatures, type Catalogue, type Plan } from '../domain/plans/plan.js';
import { limitName } from '../domain/quota/quota-window.js';

/** What the id of a plan looks like; the name of a feature, too. */
export const planIdPattern = /^[a-z0-9_-]{1,64}$/;
/** A whole number, 0 or more; anything else (NaN above all) would switch a limit off. */
const count = z.int().min(0);
const days = z.int().min(0).max(3_650);
const retentionDays = z.int().min(1).max(36_500).nullable();

const limitFields = {
  subject: z.enum(['user', 'org']),
  meter: z.enum(['calls', 'tokens', 'cost']),
  period: z.enum(['hour', 'day', 'month']),
  algorithm: z.enum(['fixed', 'sliding']).exactOptional(),
};

function eachOnce<T extends Parameters<typeof limitName>[0]>(limits: readonly T[]): boolean {
  return new Set(limits.map(limitName)).size === limits.length;
}
const onceOnly = 'each subject, meter and period may be limited once';

/** Plans with features among `features`, besides those every catalogue knows. */
export function planSchema(features: readonly string[]) {
  return z.strictObject({
    id: z.string().regex(planIdPattern, 'a plan id has 1 to 64 characters of a-z, 0-9, _ and -'),
    title: z.string().min(1).max(64),
    limits: z.array(z.strictObject({ ...limitFields, max: count })).refine(eachOnce, onceOnly),
    features: featuresSchema(features),
    seats: z.int().min(1).nullable(),
    trialDays: days,
    graceDays: days,
    price: z
      .strictObject(
        {
          unitAmount: count,
          currency: z.string().regex(/^[a-z]{3}$/, 'a currency is an ISO 4217 code in lower case, for instance eur'),
          interval: z.enum(['month', 'year']),
        },
        'must be { unitAmount, currency, interval }, or null when it is not known here',
      )
      .nullable(),
    retentionDays,
  });
}

/** What one customer may be granted, or denied. */
export function overridesSchema(features: readonly string[]) {
  return z.strictObject({
    limits: z.array(z.strictObject({ ...limitFields, max: count.nullable() })).refine(eachOnce, onceOnly),
    features: featuresSchema(features),
    seats: z.int().min(1).nullable().exactOptional(),
    retentionDays: retentionDays.exactOptional(),
  });
}

export function catalogueSchema(features: readonly string[]): z.ZodType<Catalogue> {
  const plan = planSchema(features);
  return z
    .tuple([plan], plan)
    .refine((plans) => new Set(plans.map(({ id }) => id)).size === plans.length, 'two plans have the same id');
}

/** Names of features of the host's own. */
export const featureNamesSchema = z
  .array(z.string().regex(planIdPattern, 'the name of a feature has 1 to 64 characters of a-z, 0-9, _ and -'))
  .refine((names) => new Set(names).size === names.length, 'each name may be given once')
  .refine(
    (names) => !builtInFeatures.some((name) => names.includes(name)),
    'holds a name that PromptForge has itself; list only those of your own',
  );

function featuresSchema(features: readonly string[]) {
  const known = new Set<string>([...builtInFeatures, ...features]);
  return z
    .record(z.string(), z.boolean())
    .superRefine((switches, context) => {
      for (const name of Object.keys(switches).filter((candidate) => !known.has(candidate))) {
        // A name that is no word is not repeated: it could be anything.
        const path = /^[A-Za-z_]{1,32}$/.test(name) ? [name] : [];
        const message = 'a feature that does not exist; name those of your own in the features option';
        context.addIssue({ code: 'custom', path, message });
      }
    })
    .transform((switches): Plan['features'] => switches);
}

/** A copy that nobody can change. */
export function frozenPlan({ limits, features, price, ...plan }: Plan): Plan {
  return Object.freeze({
    ...plan,
    limits: frozenLimits(limits),
    features: Object.freeze({ ...features }),
    price: price === null ? null : Object.freeze({ ...price }),
  });
}

export function frozenCatalogue([first, ...others]: Catalogue): Catalogue {
  return Object.freeze([frozenPlan(first), ...others.map(frozenPlan)] as const);
}

function frozenLimits<T extends object>(limits: readonly T[]): readonly T[] {
  return Object.freeze(limits.map((limit) => Object.freeze({ ...limit })));
}
