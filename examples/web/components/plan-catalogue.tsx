import { useState } from 'react';
import { answered } from '../lib/answered';
import { choosePlan } from '../lib/choose-plan';
import { client } from '../lib/client';
import type { Plan } from '../lib/quota-words';
import { useUsage } from '../lib/usage-context';
import { useHydrated } from '../lib/use-hydrated';
import { useLoaded } from '../lib/use-loaded';
import { Notice } from './notice';
import { Part } from './part';
import { PlanCard } from './plan-card';
import { ProblemNotice } from './problem-notice';

type Told = { readonly of: string } | { readonly unavailable: true } | { readonly error: unknown };

/** All plans beside each other, the own one marked. */
export function PlanCatalogue({ plans: initial }: { readonly plans?: readonly Plan[] | undefined }) {
  const [plans, reloadPlans] = useLoaded(async () => (await answered(client.GET('/plans'))).plans, initial);
  const { usage, reload } = useUsage();
  const isReady = useHydrated();
  const [busy, setBusy] = useState<string | null>(null);
  const [told, setTold] = useState<Told | null>(null);
  const current = usage.state === 'ready' ? usage.value.plan.id : null;

  const choose = async ({ id, title }: Plan) => {
    setBusy(id);
    setTold(null);
    try {
      const choice = await choosePlan(id);
      await reload();
      setTold(choice === 'chosen' ? { of: title } : { unavailable: true });
    } catch (error) {
      setTold({ error });
    } finally {
      setBusy(null);
    }
  };

  return (
    <>
      {told !== null && 'of' in told && (
        <Notice tone="good" title={`You are on ${told.of} now`}>
          <p>
            <a href="/">Back to the editor</a>, where your prompt is kept.
          </p>
        </Notice>
      )}
      {told !== null && 'unavailable' in told && (
        <Notice tone="plain" title="Plans cannot be changed here">
          <p>This site sells them in another way.</p>
        </Notice>
      )}
      {told !== null && 'error' in told && <ProblemNotice error={told.error} />}
      <Part what="the plans" loaded={plans} reload={reloadPlans}>
        {(catalogue) => (
          <ul className="plans">
            {catalogue.map((plan) => (
              <PlanCard
                key={plan.id}
                plan={plan}
                features={Object.keys(catalogue.at(-1)?.features ?? {})}
                isCurrent={plan.id === current}
                isBusy={!isReady || busy !== null || current === null}
                onChoose={() => void choose(plan)}
              />
            ))}
          </ul>
        )}
      </Part>
    </>
  );
}
