import { describe, expect, test } from 'vitest';
import { lastKnown } from '../../../src/quota/last-known.js';
import { PromptForgeError } from '../../../src/storage.js';
import { storageDown } from '../../fixtures/storage-with-faults.js';
import { acme } from './quota-requests.js';

function plans() {
  const state: { stored: { plan: string } | Error; isAway: boolean; loads: number } = {
    stored: { plan: 'pro' },
    isAway: false,
    loads: 0,
  };
  const load = async () => {
    state.loads += 1;
    if (state.stored instanceof Error) throw state.stored;
    return state.stored;
  };
  const noted: unknown[] = [];
  const planOf = lastKnown({
    load,
    fallback: async () => ({ plan: 'first' }),
    isAway: () => state.isAway,
    noteAway: (error) => noted.push(error),
  });
  return { state, planOf, noted };
}

describe('what is known of a tenant', () => {
  test('is what is loaded, while it can be', async () => {
    const { state, planOf } = plans();
    expect(await planOf(acme)).toEqual({ plan: 'pro' });
    state.stored = { plan: 'enterprise' };
    expect(await planOf(acme)).toEqual({ plan: 'enterprise' });
  });

  test('is what was loaded last, when it cannot be', async () => {
    const { state, planOf, noted } = plans();
    await planOf(acme);
    expect(noted).toEqual([]);
    state.stored = storageDown();
    expect(await planOf(acme)).toEqual({ plan: 'pro' });
    expect(noted).toEqual([state.stored]);
  });

  test('is not asked for while the storage is known to be away', async () => {
    const { state, planOf } = plans();
    await planOf(acme);
    state.isAway = true;
    expect(await planOf(acme)).toEqual({ plan: 'pro' });
    expect(state.loads).toBe(1);
    await planOf({ orgId: 'unknown' });
    expect(state.loads).toBe(2);
  });

  test('is the fallback for a tenant who was never loaded', async () => {
    const { state, planOf } = plans();
    await planOf(acme);
    state.stored = storageDown();
    expect(await planOf({ orgId: 'other' })).toEqual({ plan: 'first' });
  });

  test('is an error when the storage is there, and the plan is none', async () => {
    const { state, planOf } = plans();
    await planOf(acme);
    state.stored = new PromptForgeError('plan_unknown', 'No such plan.');
    await expect(planOf(acme)).rejects.toBe(state.stored);
  });
});
