import { type AuthError, isAuthWeakPasswordError } from '@supabase/supabase-js';
import { type ErrorCode, PromptForgeError } from 'promptforge';

/** What Supabase Auth refuses with, in the codes that the pages know. */
const codes: Readonly<Record<string, readonly [code: ErrorCode, message: string]>> = {
  invalid_credentials: ['sign_in_failed', 'The e-mail address or the password is wrong.'],
  email_not_confirmed: ['email_unverified', 'Open the link that was sent to the address, and sign in afterwards.'],
  email_exists: ['email_taken', 'There is an account with this address.'],
  user_already_exists: ['email_taken', 'There is an account with this address.'],
  same_password: ['password_unacceptable', 'Choose another password than the one you have.'],
  over_request_rate_limit: ['sign_in_throttled', 'Too many attempts. Try again in a while.'],
  over_email_send_rate_limit: ['sign_in_throttled', 'Too many e-mails. Try again in a while.'],
  otp_expired: ['email_token_invalid', 'The link was used before, or is too old.'],
  refresh_token_not_found: ['session_invalid', 'Sign in again.'],
  refresh_token_already_used: ['session_invalid', 'Sign in again.'],
  session_not_found: ['session_invalid', 'Sign in again.'],
};

/**
 * An error of Supabase Auth as one of the routes.
 * @see https://supabase.com/docs/guides/auth/debugging/error-codes
 */
export function problemOf(error: AuthError): PromptForgeError {
  if (isAuthWeakPasswordError(error)) {
    const reason = error.reasons.includes('length') ? 'too_short' : 'weak';
    return new PromptForgeError('password_unacceptable', error.message, { details: { reason } });
  }
  const known = codes[error.code ?? ''];
  if (known !== undefined) return new PromptForgeError(known[0], known[1]);
  return new PromptForgeError('internal', 'Signing in does not work right now.', { cause: error });
}
