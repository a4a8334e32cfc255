import { z } from 'zod';
import { roles } from '../domain/access/role.js';

const dayS = 86_400;

export const nameSchema = z
  .string()
  .min(1)
  .max(200)
  .refine(
    (text) => text.isWellFormed() && !/\p{Cc}/u.test(text) && text.trim() !== '',
    'must hold no control characters',
  );

export const roleSchema = z.enum(roles);

export const invitationSchema = z.strictObject({
  email: z.email().max(254),
  role: roleSchema,
  /** A week, and 30 days at most: whoever has not come by then is better asked again. */
  expiresInSeconds: z
    .int()
    .min(60)
    .max(30 * dayS)
    .default(7 * dayS),
});
