'use client';

import type { Plan, PlanUsage } from '../../lib/quota-words';
import { Frame } from '../frame';
import { PlanCatalogue } from '../plan-catalogue';

interface PlanPageProps {
  readonly usage?: PlanUsage;
  readonly plans?: readonly Plan[];
}

export function PlanPage({ usage, plans }: PlanPageProps) {
  return (
    <Frame path="/plan" usage={usage}>
      <h1>Plans</h1>
      <p className="lead">What you have used of the running hour and month counts on when you change.</p>
      <PlanCatalogue plans={plans} />
    </Frame>
  );
}
