import type { z } from 'zod';

/** What is wrong with a value, by the place of each fault, without repeating any of the value. */
export function schemaProblems({ issues }: z.ZodError): string {
  return issues
    .map(({ path, message, code }) => {
      const told = code === 'unrecognized_keys' ? 'holds a field that does not exist' : message;
      return path.length === 0 ? told : `${path.join('.')}: ${told}`;
    })
    .join('; ');
}
