import { useState } from 'react';
import { answeredInSession } from '../lib/answered';
import { client } from '../lib/client';
import { forgetDraft } from '../lib/draft';
import { ProblemNotice } from './problem-notice';

export function SignOut() {
  const [error, setError] = useState<unknown>(null);
  const signOut = async () => {
    try {
      await answeredInSession(client.POST('/sessions/sign-out'));
      // Whoever is next at this screen reads nothing of it.
      forgetDraft();
      location.replace('/sign-in?told=signed_out');
    } catch (problem) {
      setError(problem);
    }
  };
  return (
    <div>
      {error !== null && <ProblemNotice error={error} />}
      <button type="button" className="button" onClick={() => void signOut()}>
        Sign out here
      </button>
    </div>
  );
}
