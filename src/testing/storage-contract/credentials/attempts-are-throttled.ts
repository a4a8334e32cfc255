import assert from 'node:assert/strict';
import type { AttemptResult, ThrottleCounter, ThrottleRule } from '../../../storage.js';
import { minuteMs, secondMs } from '../contract-clock.js';
import type { ContractSpec } from '../contract-spec.js';
import { assertRejectsWith } from '../fixtures/assert-rejects-with.js';
import { countOutcomes } from '../fixtures/count-outcomes.js';
import { inParallel } from '../fixtures/in-parallel.js';
import { newTokenHash } from '../sessions/new-login-session.js';

/** Three attempts, then waits from one second to five. */
export const backOff: ThrottleRule = { max: 3, windowMs: minuteMs, firstWaitMs: secondMs, longestWaitMs: 5 * secondMs };
const fixed: ThrottleRule = { max: 3, windowMs: minuteMs, firstWaitMs: null, longestWaitMs: 0 };

/** A counter that nobody has used. */
export function newCounter(rule: ThrottleRule): ThrottleCounter {
  return { key: newTokenHash(), rule };
}

const allowed: AttemptResult = { outcome: 'allowed' };
const throttled = (retryAfterMs: number): AttemptResult => ({ outcome: 'throttled', retryAfterMs });

export const attemptsAreThrottled: readonly ContractSpec[] = [
  {
    promise: 'of 50 attempts at once exactly as many are let through as every one of their counters has room for',
    async verify({ storage: { credentials } }) {
      const roomy = newCounter({ ...fixed, max: 40 });
      for (const tight of [newCounter(fixed), newCounter(backOff)]) {
        // Half of them name their counters the other way round, so that locks in that order would meet.
        const answers = await inParallel(50, (index) =>
          credentials.attempt(index % 2 === 0 ? [tight, roomy] : [roomy, tight]),
        );
        assert.deepEqual(countOutcomes(answers), { allowed: 3, throttled: 47 });
      }
      const rest = await inParallel(50, () => credentials.attempt([roomy]));
      assert.deepEqual(countOutcomes(rest), { allowed: 34, throttled: 16 });
    },
  },
  {
    promise: 'after the last free attempt each next one waits twice as long, up to the longest wait',
    async verify({ storage: { credentials }, clock }) {
      const counter = newCounter(backOff);
      for (let free = 0; free < 3; free += 1) assert.deepEqual(await credentials.attempt([counter]), allowed);
      for (const wait of [1, 2, 4, 5, 5].map((seconds) => seconds * secondMs)) {
        assert.deepEqual(await credentials.attempt([counter]), throttled(wait));
        clock.advance(wait - 1);
        // Trying too early makes nobody wait for longer.
        assert.deepEqual(await credentials.attempt([counter]), throttled(1));
        clock.advance(1);
        assert.deepEqual(await credentials.attempt([counter]), allowed);
      }
    },
  },
  {
    promise: 'a counter starts anew when its window is over, and not while somebody has to wait',
    async verify({ storage: { credentials }, clock }) {
      const [inWindow, doubling] = [newCounter(fixed), newCounter({ ...backOff, windowMs: 2 * secondMs })];
      for (let free = 0; free < 3; free += 1) await credentials.attempt([inWindow, doubling]);
      assert.deepEqual(await credentials.attempt([inWindow, doubling]), throttled(minuteMs));
      clock.advance(secondMs);
      assert.deepEqual(await credentials.attempt([doubling]), allowed);
      clock.advance(secondMs + 1);
      assert.deepEqual(await credentials.attempt([doubling]), throttled(secondMs - 1));
      clock.advance(secondMs - 1);
      for (let free = 0; free < 3; free += 1) assert.deepEqual(await credentials.attempt([doubling]), allowed);
      clock.advance(minuteMs - 3 * secondMs - 1);
      assert.deepEqual(await credentials.attempt([inWindow]), throttled(1));
      clock.advance(1);
      assert.deepEqual(await credentials.attempt([inWindow]), allowed);
    },
  },
  {
    promise: 'an attempt that one counter has no room for is counted on none, and waits for the slowest of them',
    async verify({ storage: { credentials } }) {
      const [full, slower, free] = [newCounter(backOff), newCounter(fixed), newCounter(fixed)];
      for (let tries = 0; tries < 3; tries += 1) await credentials.attempt([full, slower]);
      for (let tries = 0; tries < 5; tries += 1) {
        assert.deepEqual(await credentials.attempt([free, full]), throttled(secondMs));
        assert.deepEqual(await credentials.attempt([full, slower, free]), throttled(minuteMs));
      }
      for (let tries = 0; tries < 3; tries += 1) assert.deepEqual(await credentials.attempt([free]), allowed);
      assert.deepEqual(await credentials.attempt([]), allowed);
    },
  },
  {
    promise: 'a counter that is forgotten starts anew, and one that is given an attempt back has room for one more',
    async verify({ storage: { credentials } }) {
      const [account, address, other] = [newCounter(backOff), newCounter(fixed), newCounter(fixed)];
      for (let tries = 0; tries < 3; tries += 1) await credentials.attempt([account, address, other]);
      await credentials.forgive({ forget: [account.key], giveBack: [address.key] });
      assert.deepEqual(await credentials.attempt([account, address]), allowed);
      assert.deepEqual(await credentials.attempt([address]), throttled(minuteMs));
      assert.deepEqual(await credentials.attempt([other]), throttled(minuteMs));
      for (let tries = 0; tries < 2; tries += 1) assert.deepEqual(await credentials.attempt([account]), allowed);
      assert.deepEqual(await credentials.attempt([account]), throttled(secondMs));
    },
  },
  {
    promise: 'nothing is given back below none, or of what nobody has tried',
    async verify({ storage: { credentials } }) {
      const [counter, unknown] = [newCounter(fixed), newCounter(fixed)];
      await credentials.attempt([counter]);
      for (let tries = 0; tries < 5; tries += 1) {
        await credentials.forgive({ forget: [unknown.key], giveBack: [counter.key, unknown.key] });
      }
      for (const each of [counter, unknown]) {
        for (let tries = 0; tries < 3; tries += 1) assert.deepEqual(await credentials.attempt([each]), allowed);
        assert.deepEqual(await credentials.attempt([each]), throttled(minuteMs));
      }
    },
  },
  {
    promise: 'a key that is no hash is rejected, so that no address is ever stored, and so is a rule that is none',
    async verify({ storage: { credentials } }) {
      const { key } = newCounter(fixed);
      const unsound: readonly (readonly ThrottleCounter[])[] = [
        [{ key: 'ada@example.com', rule: fixed }],
        [{ key: key.toUpperCase(), rule: fixed }],
        [newCounter({ ...fixed, max: 0 })],
        [newCounter({ ...fixed, windowMs: Number.POSITIVE_INFINITY })],
        [newCounter({ ...backOff, firstWaitMs: -1 })],
        [
          { key, rule: fixed },
          { key, rule: backOff },
        ],
      ];
      for (const counters of unsound) await assertRejectsWith('internal', () => credentials.attempt(counters));
    },
  },
  {
    promise: 'counters that have run out are deleted a few at a time, and others stay',
    async verify({ storage: { credentials }, clock }) {
      while ((await credentials.purge({ limit: 100 })) > 0);
      const live = newCounter({ ...fixed, max: 1, windowMs: 2 });
      for (let index = 0; index < 3; index += 1) await credentials.attempt([newCounter({ ...fixed, windowMs: 1 })]);
      await credentials.attempt([live]);
      clock.advance(1);
      assert.equal(await credentials.purge({ limit: 2 }), 2);
      assert.equal(await credentials.purge({ limit: 2 }), 1);
      assert.equal(await credentials.purge({ limit: 2 }), 0);
      assert.deepEqual(await credentials.attempt([live]), throttled(1));
    },
  },
];
