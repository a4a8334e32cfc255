import { expect, test } from 'vitest';
import { memoryStorage } from '../../../adapters/memory/index.js';
import { SharedAnswers } from '../../../src/pipeline/answer-cache.js';
import { manualClock } from '../../fixtures/manual-clock.js';

const acme = { orgId: 'acme' };
/** As a question is named. */
const key = '0'.repeat(64);

test('who gives up waiting for an answer takes it from nobody who still waits', async () => {
  const clock = manualClock();
  const shared = new SharedAnswers(
    memoryStorage({ clock }).cache,
    { ttlMs: 1_000, maxEntries: 10 },
    () => clock.now(),
    (error) => expect.fail(String(error)),
  );
  const answers = shared.of(acme, 'ada', false);
  const patient = { signal: new AbortController().signal, waitMs: 60_000 };
  let give = (_value: string) => {};
  const first = answers.answer(key, patient, () => new Promise<string>((resolve) => (give = resolve)));

  const leaving = new AbortController();
  const left = answers.answer(key, { ...patient, signal: leaving.signal }, () => Promise.reject(new Error('canceled')));
  leaving.abort();
  await expect(left).rejects.toThrow('canceled');

  const third = answers.answer(key, patient, () => expect.fail('The question is being answered already.'));
  give('an answer');
  expect(await first).toEqual({ value: 'an answer', isPaid: true });
  expect(await third).toEqual({ value: 'an answer', isPaid: false });
});
