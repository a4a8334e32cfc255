import { z } from 'zod';
import type { SignUpAnswer } from '../../index.js';
import { named } from './components.js';
import { openedSession } from './session.js';

// What an address and a password must be like is told by the facet, the same to everybody.
const email = z.string().max(1_000);
const password = z.string().max(1_000);
const emailToken = z.string().max(1_000).describe('From the e-mail.');
const device = z.string().min(1).max(255).exactOptional().describe('What the person will recognize the device by.');

/** What each route of signing in takes. */
export const authBodies = {
  signUp: named(
    'SignUpRequest',
    z.strictObject({ email, password, displayName: z.string().min(1).max(200).exactOptional(), device }),
  ),
  signIn: named(
    'SignInRequest',
    z.strictObject({
      email,
      password,
      orgId: z.string().min(1).max(255).exactOptional().describe('Default: the personal organization.'),
      device,
    }),
  ),
  changePassword: named(
    'ChangePasswordRequest',
    z.strictObject({ currentPassword: password, newPassword: password, device }),
  ),
  requestPasswordReset: named('PasswordResetRequest', z.strictObject({ email })),
  resetPassword: named('ResetPasswordRequest', z.strictObject({ resetToken: emailToken, newPassword: password })),
  verifyEmail: named('VerifyEmailRequest', z.strictObject({ verificationToken: emailToken })),
} as const;

export const signUpAnswer = named(
  'SignUpAnswer',
  z.discriminatedUnion('outcome', [
    z
      .object({ outcome: z.literal('check_email') })
      .describe('An e-mail tells how to go on. It is the same answer for an address that is taken.'),
    z
      .object({ outcome: z.literal('signed_in'), session: openedSession })
      .describe('Only where addresses need not be verified.'),
  ]),
) satisfies z.ZodType<SignUpAnswer<z.infer<typeof openedSession>>>;

export const verifiedEmail = z.object({ userId: z.string(), email: z.string() });
