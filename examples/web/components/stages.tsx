import type { RunState } from '../lib/use-run';

/** What a run does, as it does it. */
export function Stages({ phase, stages, text }: Pick<RunState, 'phase' | 'stages' | 'text'>) {
  if (phase === 'idle') {
    return (
      <p className="empty">
        Each stage of a run appears here as it happens: whether the prompt is let in, what it is held to, and how it
        scores.
      </p>
    );
  }
  const isRefusedAtOnce = phase !== 'running' && stages.length === 0;
  return (
    <>
      {isRefusedAtOnce && <p className="empty">The run was not begun, and nothing was charged.</p>}
      <ol className="stages" aria-live="polite" aria-busy={phase === 'running'}>
        {stages.map(({ key, title, detail, tone }) => (
          <li key={key} className={`stage stage-${tone}`}>
            <span className="stage-title">{title}</span>
            <span className="stage-detail">{detail}</span>
          </li>
        ))}
        {phase === 'running' && (
          <li className="stage stage-waiting">
            <span className="stage-title">Working</span>
          </li>
        )}
      </ol>
      {phase === 'running' && text !== '' && (
        <section className="live" aria-label="What the model is writing">
          <pre>{text}</pre>
        </section>
      )}
    </>
  );
}
