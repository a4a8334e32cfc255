import { type SubmitEvent, useEffect, useState } from 'react';
import { blankDraft, type Draft, keepDraft, keptDraft } from '../lib/draft';
import { type FieldProblems, fieldProblems } from '../lib/field-problems';
import { chosen } from '../lib/seven-d';
import { useUsage } from '../lib/usage-context';
import { useHydrated } from '../lib/use-hydrated';
import { type Operation, useRun } from '../lib/use-run';
import { Notice } from './notice';
import { PromptField } from './prompt-field';
import { RunRefusal } from './run-refusal';
import { RunResult } from './run-result';
import { SevenDFields } from './seven-d-fields';
import { Stages } from './stages';

/** A prompt, its setting, and what becomes of them. */
export function Editor() {
  const [draft, setDraft] = useState<Draft>(blankDraft);
  const [missing, setMissing] = useState<FieldProblems>({});
  const { reload } = useUsage();
  const run = useRun();
  const isReady = useHydrated();
  // What was kept is known to the browser alone, not to a server that renders this.
  useEffect(() => setDraft(keptDraft()), []);

  const change = (next: Draft) => {
    setDraft(next);
    keepDraft(next);
    const still = missingIn(next);
    setMissing((told) => Object.fromEntries(Object.entries(told).filter(([field]) => field in still)));
  };
  const start = async (operation: Operation) => {
    const { prompt } = draft;
    const sevenD = chosen(draft.sevenD);
    setMissing(missingIn(draft));
    if (sevenD === null || prompt.trim() === '') return;
    await run.start(operation, { prompt, sevenD });
    await reload();
  };
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    void start('/gpt-editor');
  };
  const atFields = { ...fieldProblems(run.error), ...missing };
  const isRunning = run.phase === 'running';
  const isElsewhere = run.phase === 'refused' && Object.keys(fieldProblems(run.error)).length === 0;

  return (
    <>
      <div className="workbench">
        <form className="card" noValidate onSubmit={submit}>
          <fieldset className="whole" disabled={!isReady}>
            <PromptField
              value={draft.prompt}
              problem={atFields.prompt}
              onText={(prompt) => change({ ...draft, prompt })}
            />
            <SevenDFields draft={draft.sevenD} problems={atFields} onDraft={(sevenD) => change({ ...draft, sevenD })} />
            <div className="actions">
              <button type="submit" className="button" disabled={isRunning}>
                Optimize
              </button>
              <button
                type="button"
                className="button button-quiet"
                disabled={isRunning}
                onClick={() => void start('/score')}
              >
                Score only
              </button>
              {isRunning && (
                <button type="button" className="button button-quiet" onClick={run.cancel}>
                  Cancel
                </button>
              )}
            </div>
          </fieldset>
        </form>
        <section className="card" aria-labelledby="stages-title" data-phase={run.phase}>
          <h2 id="stages-title">Stages</h2>
          <Stages phase={run.phase} stages={run.stages} text={run.text} />
          {run.phase === 'canceled' && (
            <Notice tone="plain" title="Canceled">
              <p>What the run had used by then is paid for.</p>
            </Notice>
          )}
          {isElsewhere && <RunRefusal error={run.error} />}
        </section>
      </div>
      {run.result !== null && <RunResult result={run.result} />}
    </>
  );
}

function missingIn({ prompt, sevenD }: Draft): FieldProblems {
  return {
    ...(prompt.trim() === '' ? { prompt: 'Write a prompt of at least 10 characters.' } : {}),
    ...(sevenD.domain === '' ? { domain: 'Choose a domain.' } : {}),
    ...(sevenD.output_format === '' ? { output_format: 'Choose an output format.' } : {}),
  };
}
