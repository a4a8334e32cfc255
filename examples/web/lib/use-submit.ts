import { type SubmitEvent, useState } from 'react';

export interface Submission {
  readonly submit: (event: SubmitEvent<HTMLFormElement>) => void;
  readonly busy: boolean;
  /** Of the last attempt; null while there is none. */
  readonly error: unknown;
}

/** Sends a form once at a time, and keeps what went wrong. */
export function useSubmit(send: () => Promise<void>): Submission {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    setBusy(true);
    setError(null);
    void send()
      .catch(setError)
      .finally(() => setBusy(false));
  };
  return { submit, busy, error };
}
