import { counted, inDollars, inWhole } from '../lib/numbers';
import { amountOf, windowTitle } from '../lib/quota-words';
import type { RunResult } from '../lib/use-run';

/** What a run has cost, and what is left. */
export function RunFacts({ result: { value } }: { readonly result: RunResult }) {
  const { usage, charge, quota, engine, model } = value;
  return (
    <dl className="facts">
      <div>
        <dt>Done by</dt>
        <dd>{engine === 'rules' ? 'Rules, no model' : model}</dd>
      </div>
      <div>
        <dt>Charged</dt>
        <dd className="number">{value.replayed ? 'Nothing, asked before' : counted(charge.calls, 'call')}</dd>
      </div>
      <div>
        <dt>Tokens</dt>
        <dd className="number">{inWhole(usage.inputTokens + usage.outputTokens)}</dd>
      </div>
      <div>
        <dt>Cost</dt>
        <dd className="number">{usage.costMicros === null ? 'Not known' : inDollars(usage.costMicros)}</dd>
      </div>
      {quota.map((window) => (
        <div key={window.name} data-left={window.name}>
          <dt>{windowTitle(window)}</dt>
          <dd className="number">{amountOf(window.meter, window.remaining)} left</dd>
        </div>
      ))}
    </dl>
  );
}
