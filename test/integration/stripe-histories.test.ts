import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pgliteStorage } from '../../adapters/pglite/index.js';
import type { Storage } from '../../src/index.js';
import { seededRandom } from '../../src/testing/storage-contract/fixtures/seeded-random.js';
import { amount } from '../endurance/amount.js';
import {
  billedSetup,
  History,
  type ScriptedStripe,
  StripeAccount,
  StripeFailure,
  startScriptedStripe,
} from '../scripted-stripe/index.js';

let server: ScriptedStripe;
beforeAll(async () => {
  server = await startScriptedStripe();
});
afterAll(() => server.close());

/** Short in the suite. The long form is what the promise about a thousand histories rests on. */
const histories = amount('SIZE', 20);

interface Seen {
  deliveries: number;
  doubles: number;
  failures: number;
  gaps: number;
  reconciled: number;
}

/**
 * Tells one story to two tenants of the same name on storages of their own. To the one each event is
 * delivered as it happens. To the other they come late, shuffled, twice, several at once, to two
 * processes, while the story goes on and requests fail now and then; and some never come.
 */
async function tell(seed: number, storage: Storage | undefined, orgId: string, seen: Seen): Promise<void> {
  const { integer } = seededRandom(seed);
  const random = () => integer(1_000_000) / 1_000_000;
  const account = new StripeAccount(`${seed}x`);
  server.account = account;
  server.requests.length = 0;
  server.mishap = () => null;
  const orderly = billedSetup(server);
  const disorderly = billedSetup(server, storage === undefined ? {} : { storage });
  const customer = await orderly.customerOf(orgId);
  await disorderly.storage.billing.linkCustomer({ orgId }, { provider: 'stripe', customerId: customer.id });
  const processes = [disorderly.billing, disorderly.newBilling()] as const;
  const history = new History(account, customer.id, random);
  const waiting: object[] = [];

  /** Delivers events at once, and takes back what was answered 5xx, as Stripe does. */
  const deliver = async (events: readonly object[]): Promise<void> => {
    const answers = await Promise.all(events.map((event) => disorderly.deliver(event, processes[integer(2)])));
    seen.deliveries += answers.length;
    for (const [place, { status }] of answers.entries()) {
      const event = events[place];
      if (status === 200 || event === undefined) continue;
      expect(status).toBe(503);
      seen.failures += 1;
      waiting.push(event);
    }
  };
  const draw = (): readonly object[] => {
    const drawn: object[] = [];
    for (let count = integer(4); count > 0 && waiting.length > 0; count -= 1) {
      const [event] = waiting.splice(integer(waiting.length), 1);
      if (event === undefined) continue;
      drawn.push(event);
      if (random() < 0.3) {
        seen.doubles += 1;
        (random() < 0.5 ? drawn : waiting).push(event);
      }
    }
    return drawn;
  };

  let last: object = {};
  for (let step = 4 + integer(9); step > 0; step -= 1) {
    const events = history.next();
    server.mishap = () => null;
    for (const event of events) expect((await orderly.deliver(event)).status).toBe(200);
    expect(await orderly.stored(orgId)).toEqual(history.expected());
    for (const event of events) {
      last = event;
      if (random() < 0.25) seen.gaps += 1;
      else waiting.push(event);
    }
    server.mishap = () =>
      random() < 0.03
        ? new StripeFailure(500, { type: 'api_error', message: 'now and then' })
        : random() < 0.3
          ? new Promise((resolve) => setImmediate(resolve))
          : null;
    // The next thing may happen at Stripe while these are being dealt with.
    const under = deliver(draw());
    if (random() < 0.5) await under;
    else {
      const more = history.next();
      last = more.at(-1) ?? last;
      waiting.push(...more);
      await under;
      server.mishap = () => null;
      for (const event of more) await orderly.deliver(event);
    }
  }
  server.mishap = () => null;
  // A storage that is shared with other histories knows customers of other accounts.
  if (storage === undefined && random() < 0.3) {
    // Nothing more arrives at all.
    seen.reconciled += 1;
    const { failed, complete } = await disorderly.billing.reconcile({ repair: true });
    expect([failed, complete]).toEqual([0, true]);
  } else {
    waiting.push(last);
    while (waiting.length > 0) await deliver(draw());
  }
  const expected = history.expected();
  expect(await orderly.stored(orgId), `in order, history ${seed}`).toEqual(expected);
  expect(await disorderly.stored(orgId), `in disorder, history ${seed}`).toEqual(expected);
}

describe('events that come late, twice, shuffled, several at once, or never', () => {
  test(`end where they end in order, in ${histories} histories`, { timeout: 600_000 }, async () => {
    const seen: Seen = { deliveries: 0, doubles: 0, failures: 0, gaps: 0, reconciled: 0 };
    for (let seed = 1; seed <= histories; seed += 1) await tell(seed, undefined, 'acme', seen);
    // All of it has happened.
    for (const [what, count] of Object.entries(seen)) expect(count, what).toBeGreaterThan(histories / 10);
    if (histories > 20) console.log(JSON.stringify({ histories, ...seen }));
  });

  test('end where they end in order on PGlite', async () => {
    const storage = pgliteStorage();
    await storage.setup();
    try {
      const seen: Seen = { deliveries: 0, doubles: 0, failures: 0, gaps: 0, reconciled: 0 };
      for (let seed = 20_001; seed <= 20_005; seed += 1) await tell(seed, storage, `org-${seed}`, seen);
    } finally {
      await storage.close();
    }
  });
});
