import { afterAll, beforeAll, expect, test } from 'vitest';
import { pgliteStorage } from '../../adapters/pglite/index.js';
import { defaultPlans } from '../../src/domain/plans/plan.js';
import type { SubscriptionAction } from '../../src/domain/plans/subscription-action.js';
import { PromptForge } from '../../src/promptforge.js';
import { prompt, secret } from '../fixtures/forge-with-model.js';
import { rejection } from '../fixtures/rejection.js';

const acme = { orgId: 'acme' };
const forge = new PromptForge({ storage: pgliteStorage({}), engine: 'rules', plans: 'stored', session: { secret } });
const apply = (action: SubscriptionAction) => forge.subscriptions.apply({ ...acme, action });

beforeAll(async () => {
  await forge.setup();
  for (const plan of defaultPlans) await forge.plans.save({ plan, expectedVersion: 0 });
});
afterAll(() => forge.close());

test('a catalogue in a database comes back as it was saved', async () => {
  expect(await forge.plans.list()).toEqual(defaultPlans);
});

test('a subscription in a database lives, is reported on, and limits what is used', async () => {
  const from = Date.now() - 60_000;
  await apply({ type: 'start', planId: 'pro', seats: 2, trial: true });
  await apply({ type: 'activate' });
  const twoAMonth = { subject: 'user', meter: 'calls', period: 'month', max: 2 } as const;
  const overrides = { limits: [twoAMonth], features: { custom_models: true }, seats: 40 };
  await apply({ type: 'set_overrides', overrides });
  expect((await rejection(apply({ type: 'change_plan', planId: 'pilot', when: 'auto' }))).code).toBe(
    'plan_feature_missing',
  );
  await apply({ type: 'payment_failed' });
  expect(await forge.subscriptions.get(acme)).toMatchObject({
    state: 'past_due',
    subscription: { overrides },
    plan: { id: 'pro', seats: 40, features: { custom_models: true } },
  });
  expect((await forge.subscriptions.history(acme)).items.map(({ status }) => status)).toEqual([
    'past_due',
    'active',
    'active',
    'trialing',
  ]);

  const { accessToken: token } = await forge.sessions.issue({ userId: 'ada', orgId: 'acme' });
  const optimize = () => forge.optimize({ token, prompt, sevenD: { domain: 'saas', output_format: 'md' } });
  await optimize();
  await optimize();
  expect((await rejection(optimize())).code).toBe('quota_exceeded');
  expect((await forge.plans.nearLimits()).items).toMatchObject([
    { orgId: 'acme', userId: 'ada', limit: 'user-calls-month', used: 2, max: 2, share: 1 },
  ]);
  expect(await forge.plans.report({ range: { from, to: Date.now() + 60_000 } })).toMatchObject({
    distribution: [{ planId: 'pro', status: 'past_due', tenants: 1, seats: 2 }],
    changes: { started: 1, trialConverted: 1, canceled: 0, net: 1 },
  });
});
