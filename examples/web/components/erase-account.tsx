import { type SubmitEvent, useRef, useState } from 'react';
import { answeredInSession } from '../lib/answered';
import { client } from '../lib/client';
import { forgetDraft } from '../lib/draft';
import { ProblemNotice } from './problem-notice';
import { TextField } from './text-field';

const word = 'erase';

export function EraseAccount() {
  const dialog = useRef<HTMLDialogElement>(null);
  const [typed, setTyped] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);

  const erase = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (typed.trim().toLowerCase() !== word) return;
    setBusy(true);
    setError(null);
    try {
      const { userId } = await answeredInSession(client.GET('/me'));
      await answeredInSession(client.DELETE('/me', { body: { confirmUserId: userId } }));
      forgetDraft();
      location.replace('/sign-in?told=erased');
    } catch (problem) {
      setError(problem);
      setBusy(false);
    }
  };

  return (
    <section className="card card-trouble">
      <h2>Erase your account</h2>
      <p>Your profile, prompts, results and sessions are deleted for good. Only sums without your name stay.</p>
      <div className="actions">
        <button type="button" className="button button-trouble" onClick={() => dialog.current?.showModal()}>
          Erase my account
        </button>
      </div>
      <dialog ref={dialog} aria-labelledby="erase-title">
        <form onSubmit={(event) => void erase(event)}>
          <h2 id="erase-title">Erase your account for good?</h2>
          <p>Nobody can bring it back. Download your data before, if you want to keep any of it.</p>
          <TextField label={`Type “${word}” to go on`} autoComplete="off" value={typed} onText={setTyped} />
          {error !== null && <ProblemNotice error={error} />}
          <div className="actions">
            <button
              type="submit"
              className="button button-trouble"
              disabled={busy || typed.trim().toLowerCase() !== word}
            >
              Erase it for good
            </button>
            <button type="button" className="button button-quiet" onClick={() => dialog.current?.close()}>
              Keep it
            </button>
          </div>
        </form>
      </dialog>
    </section>
  );
}
