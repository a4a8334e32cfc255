import { describe, expect, test } from 'vitest';
import { sendInHalves } from '../../../src/quota/send-in-halves.js';

const eight = [1, 2, 3, 4, 5, 6, 7, 8];

/** Answers the double of each; a list with one of the faulty in it fails as a whole. */
function sender(faulty: readonly number[], error: unknown = new Error('poison')) {
  const sent: (readonly number[])[] = [];
  const send = async (requests: readonly number[]) => {
    sent.push(requests);
    if (requests.some((request) => faulty.includes(request))) throw error;
    return requests.map((request) => request * 2);
  };
  return { sent, send };
}
const never = () => false;

describe('requests that are sent together', () => {
  test('are answered in their order, by one call', async () => {
    const { sent, send } = sender([]);
    const outcomes = await sendInHalves(eight, { send, isPointless: never });
    expect(outcomes).toEqual(eight.map((request) => ({ isAnswered: true, answer: request * 2 })));
    expect(sent).toEqual([eight]);
  });

  test.each([[[1]], [[8]], [[3, 4]], [eight]])('fail alone when %j are at fault', async (faulty) => {
    const { send } = sender(faulty);
    const outcomes = await sendInHalves(eight, { send, isPointless: never });
    expect(outcomes.map(({ isAnswered }, index) => (isAnswered ? null : eight[index])).filter((one) => one)).toEqual(
      faulty,
    );
  });

  test('are not sent again when it would be in vain', async () => {
    const away = new Error('away');
    const { sent, send } = sender([5], away);
    const outcomes = await sendInHalves(eight, { send, isPointless: (error) => error === away });
    expect(outcomes).toEqual(eight.map(() => ({ isAnswered: false, error: away })));
    expect(sent).toHaveLength(1);
  });

  test('are few more when one among many is at fault', async () => {
    const { sent, send } = sender([70]);
    await sendInHalves(
      Array.from({ length: 128 }, (_, index) => index),
      { send, isPointless: never },
    );
    expect(sent).toHaveLength(1 + 2 * Math.log2(128));
  });

  test('fail when the answer is not of their number', async () => {
    const outcomes = await sendInHalves([1, 2], { send: async () => [1], isPointless: never });
    expect(outcomes).toMatchObject([{ error: { code: 'internal' } }, { error: { code: 'internal' } }]);
  });
});
