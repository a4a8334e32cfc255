import type { RunResult as Result } from '../lib/use-run';
import { Composite } from './composite';
import { CopyButton } from './copy-button';
import { RunFacts } from './run-facts';
import { Scores } from './scores';
import { Weaknesses } from './weaknesses';

/** What a run came to. */
export function RunResult({ result }: { readonly result: Result }) {
  const { gate } = result.value;
  const threshold = { outcome: gate.outcome, threshold: gate.thresholds.composite };
  if (result.operation === '/score') {
    const { score, weaknesses } = result.value;
    return (
      <section className="result" aria-labelledby="result-title">
        <div className="result-head">
          <h2 id="result-title">How it stands</h2>
          <Composite before={null} after={score.composite} gate={threshold} />
        </div>
        <Scores before={score} after={null} />
        <Weaknesses weaknesses={weaknesses} />
        <RunFacts result={result} />
      </section>
    );
  }
  const { original, optimized, improved, changes } = result.value;
  return (
    <section className="result" aria-labelledby="result-title">
      <div className="result-head">
        <h2 id="result-title">{improved ? 'Your optimized prompt' : 'Your prompt stays as it is'}</h2>
        <Composite before={original.score.composite} after={optimized.score.composite} gate={threshold} />
      </div>
      {!improved && <p className="lead">Nothing that was tried scored better. The original is kept.</p>}
      <div className="versions">
        <article className="version version-new">
          <header>
            <h3>Optimized</h3>
            <CopyButton text={optimized.prompt} />
          </header>
          <pre>{optimized.prompt}</pre>
        </article>
        <article className="version">
          <header>
            <h3>Original</h3>
          </header>
          <pre>{original.prompt}</pre>
        </article>
      </div>
      <Scores before={original.score} after={optimized.score} />
      {changes.length > 0 && (
        <div className="changes">
          <h3>What was changed</h3>
          <ul>
            {changes.map((change) => (
              <li key={change}>{change}</li>
            ))}
          </ul>
        </div>
      )}
      <RunFacts result={result} />
    </section>
  );
}
