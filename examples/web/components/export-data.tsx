import { useState } from 'react';
import { answeredInSession } from '../lib/answered';
import { client } from '../lib/client';
import { ProblemNotice } from './problem-notice';

export function ExportData() {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const download = async () => {
    setBusy(true);
    setError(null);
    try {
      const data = await answeredInSession(client.GET('/me/export'));
      const address = URL.createObjectURL(new Blob([JSON.stringify(data, null, 2)], { type: 'application/json' }));
      Object.assign(document.createElement('a'), { href: address, download: 'my-data.json' }).click();
      URL.revokeObjectURL(address);
    } catch (problem) {
      setError(problem);
    } finally {
      setBusy(false);
    }
  };
  return (
    <section className="card">
      <h2>Your data</h2>
      <p>
        Everything that is held of you, in one file: profile, sessions, runs with their prompts, and what was counted.
      </p>
      {error !== null && <ProblemNotice error={error} />}
      <div className="actions">
        <button type="button" className="button button-quiet" disabled={busy} onClick={() => void download()}>
          Download my data
        </button>
      </div>
    </section>
  );
}
