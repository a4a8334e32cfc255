'use client';

import { useEffect, useState } from 'react';
import { answered } from '../../lib/answered';
import { client } from '../../lib/client';
import { safeNext } from '../../lib/sign-in-address';
import { Entry } from '../entry';
import { Loading } from '../loading';
import { Notice } from '../notice';
import { SignInForm } from '../sign-in-form';
import { SignUpForm } from '../sign-up-form';

type Mode = 'renewing' | 'sign_in' | 'sign_up';

const told: Readonly<Record<string, string>> = {
  erased: 'Your account is erased',
  signed_out: 'You are signed out',
  verified: 'Your address is verified',
  password_set: 'Your new password is set',
};

export function SignInPage() {
  const [mode, setMode] = useState<Mode>('renewing');
  const [news, setNews] = useState<string | null>(null);

  useEffect(() => {
    const query = new URLSearchParams(location.search);
    const said = told[query.get('told') ?? ''] ?? null;
    setNews(said);
    // Whoever comes from an e-mail or has just left has no session to go on with.
    if (said !== null) return setMode('sign_in');
    // Renews a session whose access token has run out. Where there is none, somebody has to sign in.
    answered(client.GET('/me')).then(
      () => location.replace(safeNext(query.get('next'))),
      () => setMode('sign_in'),
    );
  }, []);

  const goOn = () => location.replace(safeNext(new URLSearchParams(location.search).get('next')));
  if (mode === 'renewing') {
    return (
      <Entry title="Sign in">
        <Loading what="your session" />
      </Entry>
    );
  }
  return (
    <Entry title={mode === 'sign_in' ? 'Sign in' : 'Make an account'}>
      {news !== null && <Notice tone="good" title={news} />}
      {mode === 'sign_in' ? <SignInForm onSignedIn={goOn} /> : <SignUpForm onSignedIn={goOn} />}
      <p className="entry-foot">
        {mode === 'sign_in' ? 'No account yet?' : 'An account already?'}{' '}
        <button type="button" className="link" onClick={() => setMode(mode === 'sign_in' ? 'sign_up' : 'sign_in')}>
          {mode === 'sign_in' ? 'Make one' : 'Sign in'}
        </button>
      </p>
    </Entry>
  );
}
