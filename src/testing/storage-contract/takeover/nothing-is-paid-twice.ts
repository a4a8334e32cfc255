import assert from 'node:assert/strict';
import { type Amounts, chargeFor, type JsonValue, noUsage, type Usage } from '../../../storage.js';
import { hourMs, minuteMs } from '../contract-clock.js';
import type { ContractSpec } from '../contract-spec.js';
import { unusualText } from '../fidelity/unusual-text.js';
import { assertOutcome } from '../fixtures/assert-outcome.js';
import { checkpoint } from '../fixtures/checkpoint.js';
import { reapAll } from '../fixtures/reap-all.js';
import { reserveRun } from '../fixtures/reserve-run.js';
import { someUsage } from '../fixtures/settlement.js';
import { takeover } from './runs-are-taken-over.js';

const inFlight = { calls: 1, tokens: 4_000, cost: 6_000 };

/** Leaves a run after a checkpoint, and says what whoever takes it over must find used. */
function usedAfter(promise: string, usage: Usage, call: Amounts | null, expected: Usage): ContractSpec {
  return {
    promise,
    async verify({ storage: { ledger }, storage, scope, clock }) {
      const [taken, reaped] = [await reserveRun(storage, scope), await reserveRun(storage, scope)];
      for (const { id } of [taken, reaped]) await ledger.checkpoint(scope, checkpoint(id, { usage, inFlight: call }));
      clock.advance(minuteMs);
      const { run } = assertOutcome(await ledger.resume(scope, takeover(taken.id)), 'resumed');
      assert.deepEqual(run.usage, expected);
      assert.deepEqual(run.charge, taken.charge, 'what it holds of its windows stays');
      await reapAll(storage);
      const charge = (await ledger.get(scope, reaped.id))?.charge;
      assert.deepEqual(chargeFor('abandoned', run.usage), charge, 'as the reaper charges');
      // The call is counted once, however often the run is taken over, and whoever ends it.
      clock.advance(2 * minuteMs);
      const again = assertOutcome(await ledger.resume(scope, takeover(taken.id, { holder: 'process-3' })), 'resumed');
      assert.deepEqual(again.run.usage, expected);
      clock.advance(hourMs);
      await reapAll(storage);
      const left = await ledger.get(scope, taken.id);
      assert.deepEqual([left?.usage, left?.charge], [expected, charge]);
    },
  };
}

const values: readonly JsonValue[] = [
  ...unusualText,
  null,
  true,
  false,
  0,
  -1.5e-7,
  Number.MAX_SAFE_INTEGER,
  1e300,
  '',
  [],
  {},
  [null, [1, 'a', []], { a: { b: [] } }],
  { text: 'An answer.', 'a key': { '': [false] }, constructor: 1, 'it\'s "quoted"': null },
];

export const nothingIsPaidTwice: readonly ContractSpec[] = [
  usedAfter('between calls nothing is added to the usage of a run that is taken over', someUsage, null, someUsage),
  usedAfter(
    'a call in flight is added at its worst to the usage of a run that is taken over, once, and marks it estimated',
    someUsage,
    inFlight,
    { ...someUsage, inputTokens: 4_300, modelCalls: 3, costMicros: 6_900, estimated: true },
  ),
  usedAfter('so is the first call in flight, of which no usage is known yet', noUsage, inFlight, {
    ...noUsage,
    inputTokens: 4_000,
    modelCalls: 1,
    costMicros: 6_000,
    estimated: true,
  }),
  usedAfter(
    'a price that is not known stays unknown when a run is taken over',
    { ...someUsage, costMicros: null },
    { ...inFlight, cost: 0 },
    { ...someUsage, inputTokens: 4_300, modelCalls: 3, costMicros: null, estimated: true },
  ),
  {
    promise: 'what models have answered is remembered with the run, and whoever takes it over gets all of it as it was',
    async verify({ storage: { ledger }, storage, scope, clock }) {
      const [run, other] = [await reserveRun(storage, scope), await reserveRun(storage, scope)];
      const expected: Record<string, JsonValue> = {};
      const remember = async (key: string, value: JsonValue, holder = 'process-1') => {
        await ledger.checkpoint(scope, checkpoint(run.id, { answer: { key, value }, holder }));
        // Not assigned: of some names that would set the prototype.
        Object.defineProperty(expected, key, { value, enumerable: true, configurable: true, writable: true });
      };
      for (const [index, value] of values.entries()) await remember(`${index}`, value);
      for (const text of unusualText) await remember(text, { text, [text]: [text] });
      await remember('again', 'first');
      await remember('again', { value: 'second' });
      await ledger.checkpoint(scope, checkpoint(run.id));
      await ledger.checkpoint(scope, checkpoint(other.id));

      clock.advance(minuteMs);
      const taken = assertOutcome(await ledger.resume(scope, takeover(run.id)), 'resumed');
      assert.deepEqual(taken.answers, expected);
      await remember('later', 'process-2', 'process-2');
      clock.advance(hourMs);
      const third = takeover(run.id, { holder: 'process-3' });
      assert.deepEqual(assertOutcome(await ledger.resume(scope, third), 'resumed').answers, expected);
      assert.deepEqual(assertOutcome(await ledger.resume(scope, takeover(other.id)), 'resumed').answers, {});
    },
  },
  {
    promise: 'an answer of somebody who has lost the run is not remembered',
    async verify({ storage: { ledger }, storage, scope, clock }) {
      const { id } = await reserveRun(storage, scope);
      await ledger.checkpoint(scope, checkpoint(id));
      clock.advance(minuteMs);
      await ledger.resume(scope, takeover(id));
      const late = checkpoint(id, { answer: { key: 'late', value: 'Too late.' } });
      assert.deepEqual(await ledger.checkpoint(scope, late), { outcome: 'lost' });
      clock.advance(hourMs);
      const third = takeover(id, { holder: 'process-3' });
      assert.deepEqual(assertOutcome(await ledger.resume(scope, third), 'resumed').answers, {});
    },
  },
];
