import { describe, expect, test } from 'vitest';
import type { ErrorCode } from '../../src/errors/code.js';
import type { OptimizeRequest } from '../../src/facets/operation-requests.js';
import { promptPolicy as promptPolicyOf } from '../../src/prompts.js';
import { best, better, forgeWithModel } from '../fixtures/forge-with-model.js';
import { rewrite, verdict } from '../fixtures/model-answers.js';
import { rejection } from '../fixtures/rejection.js';
import { signedToken } from '../fixtures/signed-token.js';
import { failing, storageWithFaults } from '../fixtures/storage-with-faults.js';
import { subscriptionWith } from '../fixtures/subscription-with.js';

type Setup = ReturnType<typeof forgeWithModel>;

interface Row {
  readonly what: string;
  /** Makes the request bad; may change the world before it is sent. */
  readonly request: (setup: Setup) => Promise<Partial<OptimizeRequest>>;
  readonly code: ErrorCode;
  /** The part of the message that says how to mend it. */
  readonly mend: string;
}

const promptPolicy = promptPolicyOf({ urls: { blockedHosts: ['blocked.example'] } });

const wrongSevenD = (sevenD: Readonly<Record<string, unknown>>) => async () => ({
  sevenD: sevenD as unknown as OptimizeRequest['sevenD'],
});

const rows: readonly Row[] = [
  {
    what: 'no token',
    request: async () => ({ token: undefined }),
    code: 'session_missing',
    mend: 'Send an access token: Authorization: Bearer <token>.',
  },
  {
    what: 'an expired token',
    request: async ({ tokenFor, clock }) => {
      const token = await tokenFor({ expiresInSeconds: 60 });
      clock.advance(66_000);
      return { token };
    },
    code: 'session_expired',
    mend: 'Sign in again, or issue a new one',
  },
  {
    what: 'a forged token',
    request: async ({ tokenFor }) => {
      const [, payload = ''] = (await tokenFor()).split('.');
      const claims = Buffer.from(payload, 'base64url').toString();
      return { token: signedToken('a secret somebody guessed, and guessed wrong', claims) };
    },
    code: 'session_invalid',
    mend: 'signature or its claims are not those of this application',
  },
  {
    what: 'a subscription to a plan nobody knows',
    request: async ({ storage, clock }) => {
      const subscription = subscriptionWith({ planId: 'gold', anchor: clock.now() });
      expect(await storage.subscriptions.save({ orgId: 'acme' }, subscription, 0)).toMatchObject({ outcome: 'saved' });
      return {};
    },
    code: 'plan_unknown',
    mend: 'has no plan gold, only pilot, pro, enterprise. Add it to the catalogue, or put the tenant on one of these.',
  },
  {
    what: 'a prompt that is no text',
    request: async () => ({ prompt: 12_345_678_901 as unknown as string }),
    code: 'request_invalid',
    mend: 'prompt must be a string',
  },
  {
    what: 'a prompt of 9 characters',
    request: async () => ({ prompt: '123456789' }),
    code: 'prompt_too_short',
    mend: 'has 9 characters without surrounding white space; at least 10 are needed. Say what you want done.',
  },
  {
    what: 'a prompt of white space',
    request: async () => ({ prompt: ' \n'.repeat(50) }),
    code: 'prompt_too_short',
    mend: 'at least 10 are needed',
  },
  {
    what: 'a prompt of 10,001 characters',
    request: async () => ({ prompt: 'x'.repeat(10_001) }),
    code: 'prompt_too_long',
    mend: 'has 10001 characters; at most 10000 are taken. Shorten it',
  },
  {
    what: 'a prompt that the policy blocks',
    request: async () => ({ prompt: 'Write about [this](https://blocked.example/path) in 100 words.' }),
    code: 'prompt_blocked',
    mend: 'does not let this pass: blocked_host. Take the address out.',
  },
  {
    what: 'a 7D value outside its list',
    request: wrongSevenD({ domain: 'saas', output_format: 'md', urgency: 'yesterday' }),
    code: 'seven_d_invalid',
    mend: 'sevenD.urgency is not in its list. Use one of: low, planned, sprint, pilot, crisis.',
  },
  {
    what: 'a 7D parameter that does not exist',
    request: wrongSevenD({ domain: 'saas', output_format: 'md', tone: 'friendly' }),
    code: 'seven_d_invalid',
    mend: 'The parameters are: domain, scale, urgency, complexity, resources, application, output_format.',
  },
  {
    what: 'no domain',
    request: wrongSevenD({ output_format: 'md' }),
    code: 'seven_d_invalid',
    mend: 'sevenD.domain is required. Use one of: saas, ',
  },
  {
    what: 'no 7D parameters at all',
    request: async () => ({ sevenD: undefined as unknown as OptimizeRequest['sevenD'] }),
    code: 'seven_d_invalid',
    mend: 'must be an object with at least domain and output_format',
  },
  {
    what: 'an idempotency key that was used with another prompt',
    request: async () => ({ idempotencyKey: 'key-1', prompt: best }),
    code: 'idempotency_conflict',
    mend: 'Use a new key for a new request',
  },
  {
    what: 'an idempotency key that was used with other parameters',
    request: async () => ({ idempotencyKey: 'key-1', sevenD: { domain: 'ngo', output_format: 'md' } }),
    code: 'idempotency_conflict',
    mend: 'Use a new key for a new request',
  },
  {
    what: 'an idempotency key with a space in it',
    request: async () => ({ idempotencyKey: 'my key' }),
    code: 'request_invalid',
    mend: 'a UUID is a good one',
  },
];

/** The ledger as it is, seen past everything a request can break. */
const ledgerOf = async ({ storage }: Setup) => {
  const scope = { orgId: 'acme' };
  const limit = {
    subject: 'user',
    meter: 'calls',
    period: 'month',
    max: 50,
    anchor: null,
    algorithm: 'fixed',
  } as const;
  const { runs } = await storage.ledger.list(scope, { userId: null, limit: 100, after: null });
  const windows = await storage.ledger.peek(scope, { userId: 'ada', limits: [limit] });
  return { runs, used: windows.map(({ used }) => used) };
};

async function expectNothingLost(setup: Setup, request: () => Promise<unknown>, code: ErrorCode, mend: string) {
  const before = await ledgerOf(setup);
  expect(before).toMatchObject({ runs: [{ status: 'succeeded', result: { improved: true } }], used: [1] });
  const asked = setup.model.requests.length;
  const error = await rejection(request());
  expect(error.code).toBe(code);
  expect(error.message).toContain(mend);
  expect(await ledgerOf(setup)).toEqual(before);
  expect(setup.model.requests).toHaveLength(asked);
}

describe('bad input has its own code, says how to mend it, charges nothing and loses nothing', () => {
  test.each(rows)('$what: $code', async ({ request, code, mend }) => {
    // Plans are not remembered, so that a change in the storage is seen at once.
    const setup = forgeWithModel([verdict(2), rewrite(better), verdict(4)], { planCacheMs: 0, promptPolicy });
    await setup.optimize({ idempotencyKey: 'key-1' });
    const bad = await request(setup);
    await expectNothingLost(setup, () => setup.optimize(bad), code, mend);
  });

  test('a storage that fails: storage_unavailable', async () => {
    let down = false;
    const setup = forgeWithModel([verdict(2), rewrite(better), verdict(4)], {
      storage: (storage) =>
        storageWithFaults(storage, {
          'ledger.reserve': (callThrough, values) => (down ? failing()(callThrough, values) : callThrough()),
        }),
    });
    await setup.optimize();
    down = true;
    await expectNothingLost(setup, () => setup.optimize(), 'storage_unavailable', 'Check that it runs');
  });

  test('and the next good request is served as if nothing had been', async () => {
    const passing = [verdict(2), rewrite(better), verdict(4)];
    const setup = forgeWithModel([...passing, ...passing], { promptPolicy });
    await setup.optimize({ idempotencyKey: 'key-1' });
    for (const { request } of rows.filter(({ code }) => code !== 'plan_unknown')) {
      await rejection(setup.optimize(await request(setup)));
    }
    const result = await setup.optimize();
    expect(result.improved).toBe(true);
    expect(result.quota.map(({ used }) => used)).toEqual([2, 2]);
  });
});
