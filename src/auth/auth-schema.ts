import { z } from 'zod';
import type { AuthOptions } from './auth-options.js';

const whole = (least: number, most: number, otherwise: number) => z.int().min(least).max(most).default(otherwise);
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** Options of signing in after they were checked: complete. */
export const authSchema = z.strictObject({
  sendEmail: fn<AuthOptions['sendEmail']>(),
  requireVerifiedEmail: z.boolean().default(true),
  minPasswordLength: whole(8, 64, 8),
  isCompromised: fn<(password: string) => Promise<boolean>>().default(() => async () => false),
  resetTokenMs: whole(minuteMs, 24 * hourMs, hourMs),
  verificationTokenMs: whole(minuteMs, 7 * 24 * hourMs, 24 * hourMs),
  passwordHashing: z
    .strictObject({ cost: whole(14, 20, 17), concurrency: whole(1, 16, 2), maxQueue: whole(0, 10_000, 50) })
    .prefault({}),
  throttle: z
    .strictObject({
      failuresPerAccount: whole(1, 100, 5),
      failuresPerAddress: whole(1, 10_000, 20),
      emailsPerAccount: whole(1, 100, 5),
      emailsPerAddress: whole(1, 10_000, 20),
    })
    .prefault({}),
});

export type AuthSettings = Readonly<z.output<typeof authSchema>>;

function fn<T extends (...values: never[]) => unknown>() {
  return z.custom<T>((value) => typeof value === 'function', 'must be a function');
}
