import assert from 'node:assert/strict';
import { type AlertState, type AlertStore, alertKeyText, type Versioned } from '../../../storage.js';
import type { ContractSpec } from '../contract-spec.js';
import { countOutcomes } from '../fixtures/count-outcomes.js';
import { inParallel } from '../fixtures/in-parallel.js';
import { newAlertState } from './new-alert-state.js';

async function every(store: AlertStore): Promise<readonly Versioned<AlertState>[]> {
  const found: Versioned<AlertState>[] = [];
  for (let after: string | null = null; ; ) {
    const { items, next } = await store.list({ limit: 2, after });
    found.push(...items);
    if (next === null) return found;
    after = next;
  }
}

export const alertsCompareAndSwap: readonly ContractSpec[] = [
  {
    promise: 'the state of a rule comes back as it was, with what has yet to be delivered, by rule and organization',
    async verify({ storage: { alerts } }) {
      const [whole, reading] = [newAlertState(), { value: null, runs: 3, sampled: true }];
      const ofTenant = newAlertState({ rule: whole.rule, orgId: 'tenant \u{1F600} \u00e9', reading, deliveries: [] });
      assert.equal(await alerts.load(whole), null);
      assert.deepEqual(await alerts.save(whole, 0), { outcome: 'saved', version: 1 });
      assert.equal(await alerts.load(ofTenant), null);
      assert.deepEqual(await alerts.save(ofTenant, 0), { outcome: 'saved', version: 1 });
      assert.deepEqual(await alerts.load(whole), { value: whole, version: 1 });
      assert.deepEqual(await alerts.load(ofTenant), { value: ofTenant, version: 1 });
    },
  },
  {
    promise: 'of many who save one state of a rule at once, one is told that it was saved, and its state is kept',
    async verify({ storage: { alerts } }) {
      const state = newAlertState();
      for (const version of [0, 1]) {
        const saves = await inParallel(8, (index) => alerts.save({ ...state, since: index }, version));
        assert.deepEqual(countOutcomes(saves), { saved: 1, conflict: 7 });
        const winner = saves.findIndex(({ outcome }) => outcome === 'saved');
        const found = await alerts.load(state);
        assert.deepEqual(found, { value: { ...state, since: winner }, version: version + 1 });
      }
      assert.deepEqual(await alerts.save(state, 1), { outcome: 'conflict' });
      assert.deepEqual(await alerts.save(newAlertState(), 1), { outcome: 'conflict' });
    },
  },
  {
    promise: 'states of rules are listed by rule and organization, page by page, the whole installation first',
    async verify({ storage: { alerts } }) {
      const [a, b] = [newAlertState().rule, newAlertState().rule].sort();
      const keys = [
        ...[
          { rule: a ?? '', orgId: null },
          { rule: a ?? '', orgId: 'Zoo' },
          { rule: a ?? '', orgId: 'ant' },
        ],
        ...[
          { rule: b ?? '', orgId: 'ant' },
          { rule: `${b}-2`, orgId: null },
        ],
      ];
      const states = keys.map((key) => newAlertState(key));
      for (const state of [...states].reverse()) await alerts.save(state, 0);
      const known = new Set(states.map(alertKeyText));
      const found = (await every(alerts)).filter(({ value }) => known.has(alertKeyText(value)));
      assert.deepEqual(
        found,
        states.map((value) => ({ value, version: 1 })),
      );
    },
  },
];
