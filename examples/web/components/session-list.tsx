import { useState } from 'react';
import { answeredInSession } from '../lib/answered';
import { client } from '../lib/client';
import { inDate } from '../lib/numbers';
import { useLoaded } from '../lib/use-loaded';
import { Part } from './part';
import { ProblemNotice } from './problem-notice';

/** The sessions of somebody that are still good, the present one first. */
export function SessionList() {
  const [sessions, reload] = useLoaded(async () => {
    const { items } = await answeredInSession(client.GET('/sessions', { params: { query: { limit: 100 } } }));
    return items.filter(({ state }) => state === 'active').sort((a, b) => Number(b.current) - Number(a.current));
  });
  const [busy, setBusy] = useState<string | null>(null);
  const [error, setError] = useState<unknown>(null);

  const end = async (sessionId: string) => {
    setBusy(sessionId);
    setError(null);
    try {
      await answeredInSession(client.DELETE('/sessions/{sessionId}', { params: { path: { sessionId } } }));
      await reload();
    } catch (problem) {
      setError(problem);
    } finally {
      setBusy(null);
    }
  };

  return (
    <>
      {error !== null && <ProblemNotice error={error} />}
      <Part what="your sessions" loaded={sessions} reload={reload}>
        {(items) => (
          <ul className="card sessions">
            {items.map((session) => (
              <li key={session.id} data-session={session.current ? 'current' : 'other'}>
                <div>
                  <h2>{session.device ?? 'A device without a name'}</h2>
                  <p className="quiet number">
                    Since {inDate(session.createdAt)}, last used {inDate(session.lastUsedAt)}
                  </p>
                </div>
                {session.current ? (
                  <span className="badge">This one</span>
                ) : (
                  <button
                    type="button"
                    className="button button-quiet"
                    disabled={busy !== null}
                    onClick={() => void end(session.id)}
                  >
                    End it<span className="sr-only"> on {session.device ?? 'the device without a name'}</span>
                  </button>
                )}
              </li>
            ))}
          </ul>
        )}
      </Part>
    </>
  );
}
