import { useState } from 'react';
import { answered } from '../lib/answered';
import { client } from '../lib/client';
import { useSubmit } from '../lib/use-submit';
import { Notice } from './notice';
import { ProblemNotice } from './problem-notice';
import { TextField } from './text-field';

export function RequestResetForm() {
  const [email, setEmail] = useState('');
  const [isSent, setSent] = useState(false);
  const { submit, busy, error } = useSubmit(async () => {
    await answered(client.POST('/auth/request-password-reset', { body: { email } }));
    setSent(true);
  });
  if (isSent) {
    return (
      <Notice tone="good" title="Look into your mail">
        <p>If there is an account with {email}, a link is on its way.</p>
      </Notice>
    );
  }
  return (
    <form className="card" onSubmit={submit}>
      <TextField label="E-mail" type="email" autoComplete="username" required value={email} onText={setEmail} />
      {error !== null && <ProblemNotice error={error} />}
      <div className="actions">
        <button type="submit" className="button" disabled={busy}>
          Send me a link
        </button>
      </div>
    </form>
  );
}
