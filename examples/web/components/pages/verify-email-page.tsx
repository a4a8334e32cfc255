'use client';

import { answered } from '../../lib/answered';
import { client } from '../../lib/client';
import { useLinkToken } from '../../lib/use-link-token';
import { useSubmit } from '../../lib/use-submit';
import { Entry } from '../entry';
import { ProblemNotice } from '../problem-notice';

/** Asks for a click, since mail scanners open links. */
export function VerifyEmailPage() {
  const token = useLinkToken();
  const { submit, busy, error } = useSubmit(async () => {
    await answered(client.POST('/auth/verify-email', { body: { verificationToken: token ?? '' } }));
    location.replace('/sign-in?told=verified');
  });
  return (
    <Entry title="Verify your address">
      <form className="card" onSubmit={submit}>
        {token === '' ? (
          <p>Open the link of the e-mail that was sent to you. This page has nothing to verify by itself.</p>
        ) : (
          <p>If it was you who made an account with this address, confirm it here. Otherwise close this page.</p>
        )}
        {error !== null && <ProblemNotice error={error} />}
        <div className="actions">
          <button type="submit" className="button" disabled={busy || token === null || token === ''}>
            Verify my address
          </button>
          <a href="/sign-in">Sign in</a>
        </div>
      </form>
    </Entry>
  );
}
