import { useState } from 'react';
import { answered } from '../lib/answered';
import { client } from '../lib/client';
import { deviceName } from '../lib/device';
import { passwordProblem } from '../lib/problem-words';
import { useSubmit } from '../lib/use-submit';
import { Notice } from './notice';
import { ProblemNotice } from './problem-notice';
import { TextField } from './text-field';

export function SignUpForm({ onSignedIn }: { readonly onSignedIn: () => void }) {
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [isSent, setSent] = useState(false);
  const { submit, busy, error } = useSubmit(async () => {
    const { outcome } = await answered(
      client.POST('/auth/sign-up', { body: { email, password, device: deviceName() } }),
    );
    if (outcome === 'signed_in') onSignedIn();
    else setSent(true);
  });
  if (isSent) {
    return (
      <Notice tone="good" title="Look into your mail">
        <p>Open the link we have sent to {email}, and sign in afterwards.</p>
      </Notice>
    );
  }
  const atPassword = passwordProblem(error);
  return (
    <form className="card" onSubmit={submit}>
      <TextField label="E-mail" type="email" autoComplete="username" required value={email} onText={setEmail} />
      <TextField
        label="Password"
        type="password"
        autoComplete="new-password"
        required
        hint="At least 8 characters, of any kind."
        problem={atPassword}
        value={password}
        onText={setPassword}
      />
      {error !== null && atPassword === null && <ProblemNotice error={error} />}
      <div className="actions">
        <button type="submit" className="button" disabled={busy}>
          Make an account
        </button>
      </div>
    </form>
  );
}
