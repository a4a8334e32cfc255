import { z } from 'zod';

/** The schemas that have a name in the OpenAPI description. */
export const components = z.registry<{ readonly id: string }>();

/** Gives a schema its name in the OpenAPI description, where all who use it refer to it. */
export function named<S extends z.ZodType>(id: string, schema: S): S {
  components.add(schema, { id });
  return schema;
}

const descriptions = new WeakMap<z.ZodType, z.ZodType>();

/**
 * Describes a schema by another one. What comes in is checked by the first, which lets pass what the
 * pipeline judges better; clients are told the second.
 */
export function documentedAs<S extends z.ZodType>(checked: S, told: z.ZodType): S {
  descriptions.set(checked, told);
  return checked;
}

/** What stands for a schema in the description, if it is not itself. */
export function descriptionOf(schema: z.ZodType): z.ZodType | null {
  return descriptions.get(schema) ?? null;
}
