import { useState } from 'react';
import { answered } from '../lib/answered';
import { client } from '../lib/client';
import { deviceName } from '../lib/device';
import { useSubmit } from '../lib/use-submit';
import { ProblemNotice } from './problem-notice';
import { TextField } from './text-field';

export function SignInForm({ onSignedIn }: { readonly onSignedIn: () => void }) {
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const { submit, busy, error } = useSubmit(async () => {
    await answered(client.POST('/auth/sign-in', { body: { email, password, device: deviceName() } }));
    onSignedIn();
  });
  return (
    <form className="card" onSubmit={submit}>
      <TextField label="E-mail" type="email" autoComplete="username" required value={email} onText={setEmail} />
      <TextField
        label="Password"
        type="password"
        autoComplete="current-password"
        required
        value={password}
        onText={setPassword}
      />
      {error !== null && <ProblemNotice error={error} />}
      <div className="actions">
        <button type="submit" className="button" disabled={busy}>
          Sign in
        </button>
        <a href="/reset-password">Forgot your password?</a>
      </div>
    </form>
  );
}
