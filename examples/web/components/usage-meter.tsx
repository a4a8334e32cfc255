import { inTime } from '../lib/numbers';
import { amountOf, type PlanUsage, windowTitle } from '../lib/quota-words';
import type { Loaded } from '../lib/use-loaded';
import { Bar } from './bar';

/** What is used of each limit of the plan, and when it begins anew. */
export function UsageMeter({ usage }: { readonly usage: Loaded<PlanUsage> }) {
  if (usage.state === 'failed')
    return <p className="meter meter-note">What is left of your plan cannot be told now.</p>;
  if (usage.state === 'loading') return <div className="meter meter-waiting" aria-hidden="true" />;
  const { plan, quota } = usage.value;
  return (
    <section className="meter" aria-label="What you have used">
      <p className="meter-plan">
        <span className="quiet">Plan</span> <a href="/plan">{plan.title}</a>
      </p>
      {quota.length === 0 ? (
        <p className="meter-note">There is no limit.</p>
      ) : (
        <ul className="windows">
          {quota.map(({ used, max, remaining, resetAfterMs, ...window }) => (
            <li key={window.name} data-window={window.name}>
              <p className="window-head">
                <span>{windowTitle(window)}</span>
                <span className="number">
                  {amountOf(window.meter, used)} of {amountOf(window.meter, max)}
                </span>
              </p>
              <Bar share={max === 0 ? 1 : used / max} tone={remaining === 0 ? 'trouble' : 'accent'} />
              <p className="quiet">
                {window.algorithm === 'fixed' ? 'Begins anew in' : 'All of it back in'} {inTime(resetAfterMs)}
              </p>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
