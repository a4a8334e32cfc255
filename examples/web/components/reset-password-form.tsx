import { useState } from 'react';
import { answered } from '../lib/answered';
import { client } from '../lib/client';
import { passwordProblem } from '../lib/problem-words';
import { useSubmit } from '../lib/use-submit';
import { ProblemNotice } from './problem-notice';
import { TextField } from './text-field';

export function ResetPasswordForm({ token }: { readonly token: string }) {
  const [newPassword, setNewPassword] = useState('');
  const { submit, busy, error } = useSubmit(async () => {
    await answered(client.POST('/auth/reset-password', { body: { resetToken: token, newPassword } }));
    location.replace('/sign-in?told=password_set');
  });
  const atPassword = passwordProblem(error);
  return (
    <form className="card" onSubmit={submit}>
      <TextField
        label="New password"
        type="password"
        autoComplete="new-password"
        required
        hint="At least 8 characters, of any kind. You are signed out everywhere."
        problem={atPassword}
        value={newPassword}
        onText={setNewPassword}
      />
      {error !== null && atPassword === null && <ProblemNotice error={error} />}
      <div className="actions">
        <button type="submit" className="button" disabled={busy}>
          Set it
        </button>
      </div>
    </form>
  );
}
