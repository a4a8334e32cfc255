import { describe, expect, test } from 'vitest';
import { better, forgeWithModel } from '../fixtures/forge-with-model.js';
import { rewrite, verdict } from '../fixtures/model-answers.js';
import { rejection } from '../fixtures/rejection.js';

const passing = [verdict(2), rewrite(better), verdict(4)];
const always = (_request: unknown, index: number) => passing[index % 3];

const strangers = [
  ['somebody of another organization', { userId: 'eve', orgId: 'evil' }],
  ['a user of the same name in another organization', { userId: 'ada', orgId: 'evil' }],
  ['a colleague in the same organization', { userId: 'grace', orgId: 'acme' }],
  ['an owner of the same organization', { userId: 'owner', orgId: 'acme', role: 'owner' }],
  ['the user alone, outside of the organization', { userId: 'ada', orgId: 'personal:ada' }],
] as const;

describe.each(strangers)('the run of a user, for %s,', (_who, stranger) => {
  test('does not exist', async () => {
    const { forge, optimize, tokenFor } = forgeWithModel(always);
    const { runId } = await optimize();
    const token = await tokenFor(stranger);
    for (const look of [forge.runs.get, forge.runs.scores, forge.runs.events]) {
      const error = await rejection(look({ token, runId }));
      expect(error).toMatchObject({ code: 'run_not_found', message: 'You have no run with this identifier.' });
    }
    expect(await forge.runs.list({ token })).toEqual({ runs: [], next: null });
    expect(await forge.analytics.user({ token })).toMatchObject({ runs: { succeeded: 0 }, tokens: 0, days: [] });
  });

  test('takes nothing from their calls', async () => {
    const { forge, optimize, tokenFor } = forgeWithModel(always);
    await optimize();
    const { quota } = await forge.plans.usage({ token: await tokenFor(stranger) });
    expect(quota.map(({ used }) => used)).toEqual([0, 0]);
  });
});

test('the owner of a run sees it, and the refusal does not tell whether a run exists', async () => {
  const { forge, optimize, tokenFor } = forgeWithModel(always);
  const { runId } = await optimize();
  expect((await forge.runs.get({ token: await tokenFor(), runId })).id).toBe(runId);
  const token = await tokenFor({ userId: 'eve', orgId: 'evil' });
  const existing = await rejection(forge.runs.get({ token, runId }));
  const invented = await rejection(forge.runs.get({ token, runId: 'no-such-run' }));
  expect({ ...existing }).toEqual({ ...invented });
  expect(existing.message).toBe(invented.message);
});

test('a plan assigned to one organization changes no other', async () => {
  const { forge, tokenFor } = forgeWithModel(always);
  await forge.plans.assign({ orgId: 'acme', planId: 'enterprise' });
  const planOf = async (orgId: string) => (await forge.plans.usage({ token: await tokenFor({ orgId }) })).plan.id;
  expect(await planOf('acme')).toBe('enterprise');
  expect(await planOf('evil')).toBe('pilot');
});
