'use client';

import { useLinkToken } from '../../lib/use-link-token';
import { Entry } from '../entry';
import { Loading } from '../loading';
import { RequestResetForm } from '../request-reset-form';
import { ResetPasswordForm } from '../reset-password-form';

/** Without a token it sends a link; with the token of such a link, it sets the password. */
export function ResetPasswordPage() {
  const token = useLinkToken();
  if (token === null) {
    return (
      <Entry title="Reset your password">
        <Loading what="the form" />
      </Entry>
    );
  }
  return (
    <Entry title={token ? 'Set a new password' : 'Reset your password'}>
      {token ? <ResetPasswordForm token={token} /> : <RequestResetForm />}
      <p className="entry-foot">
        <a href="/sign-in">Back to signing in</a>
      </p>
    </Entry>
  );
}
