import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Stripe } from 'stripe';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pgliteStorage } from '../../adapters/pglite/index.js';
import { loadStripe } from '../../adapters/stripe/index.js';
import { stripeCommand } from '../../src/cli/stripe/stripe-command.js';
import type { PromptForgeError } from '../../src/index.js';
import { billedSetup, prices, type ScriptedStripe, secretKey, startScriptedStripe } from '../scripted-stripe/index.js';

let server: ScriptedStripe;
let folder: string;
let words: readonly string[];
beforeAll(async () => {
  server = await startScriptedStripe();
  folder = await mkdtemp(join(tmpdir(), 'promptforge-stripe-'));
  const file = join(folder, 'prices.json');
  await writeFile(file, JSON.stringify({ prices }));
  words = ['reconcile', '--prices', file, '--data-dir', join(folder, 'data')];
});
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

/** The real SDK, led to the scripted server whatever it is told. */
const address = () => server.address;
class LocalStripe extends Stripe {
  constructor(key: string) {
    super(key, { ...address(), maxNetworkRetries: 0, telemetry: false });
  }
}

async function run(more: readonly string[] = [], environment = { STRIPE_SECRET_KEY: secretKey }) {
  const lines: string[] = [];
  const terminal = { environment, print: (text: string) => void lines.push(text) };
  const load = async () => ({ Stripe: LocalStripe });
  const done = await stripeCommand([...words, ...more], new AbortController().signal, terminal, load).then(
    (code) => ({ code, error: null }),
    (error: PromptForgeError) => ({ code: null, error }),
  );
  const printed = lines.join('\n');
  expect(`${printed} ${done.error?.message}`).not.toContain('sk_test');
  return { ...done, printed };
}

async function withStorage<T>(task: (setup: ReturnType<typeof billedSetup>) => Promise<T>): Promise<T> {
  const storage = pgliteStorage({ dataDir: join(folder, 'data') });
  await storage.setup();
  try {
    return await task(billedSetup(server, { storage }));
  } finally {
    await storage.close();
  }
}

describe.sequential('npx promptforge stripe reconcile', () => {
  test('prints its help without a key or a database', async () => {
    const lines: string[] = [];
    const terminal = { environment: {}, print: (text: string) => void lines.push(text) };
    expect(await stripeCommand(['--help'], new AbortController().signal, terminal)).toBe(0);
    expect(lines.join('\n')).toContain('STRIPE_SECRET_KEY');
  });

  test('tells what differs with exit code 3, and changes nothing', async () => {
    await withStorage(async ({ customerOf }) => {
      const customer = await customerOf('acme');
      server.account.subscribe(customer.id, { price_pro: 2 });
    });
    const { code, printed } = await run();
    expect(code).toBe(3);
    expect(printed).toMatch(/differs {3}acme: .*planId/);
    expect(printed).toMatch(/1 looked at, 1 found to differ, 0 failed\./);
    expect(await withStorage(({ stored }) => stored('acme'))).toBeNull();
  });

  test('puts it right with --repair', async () => {
    const { code, printed } = await run(['--repair', '--json']);
    expect(code).toBe(0);
    expect(JSON.parse(printed)).toMatchObject({
      complete: true,
      differences: [{ kind: 'subscription', orgId: 'acme', repaired: true }],
    });
    expect(await withStorage(({ stored }) => stored('acme'))).toMatchObject({ planId: 'pro', seats: 2 });
  });

  test('then finds nothing', async () => {
    expect(await run()).toMatchObject({ code: 0, printed: expect.stringContaining('0 found to differ') });
  });

  test('keeps features of the application in overrides that it does not know itself', async () => {
    const overrides = { limits: [], features: { white_label: true } };
    await withStorage(async ({ storage }) => {
      const stored = await storage.subscriptions.load({ orgId: 'acme' });
      if (stored !== null) {
        await storage.subscriptions.save({ orgId: 'acme' }, { ...stored.value, seats: 1, overrides }, stored.version);
      }
    });
    expect((await run(['--repair'])).code).toBe(0);
    expect(await withStorage(({ stored }) => stored('acme'))).toMatchObject({ seats: 2, overrides });
  });

  test('fails with exit code 1 when Stripe does, and says why', async () => {
    server.mishap = () => 'cut';
    const { code, printed } = await run();
    server.mishap = () => null;
    expect(code).toBe(1);
    expect(printed).toContain('billing_unavailable');
    expect(await run([], { STRIPE_SECRET_KEY: 'sk_test_wrong' })).toMatchObject({
      code: 1,
      printed: expect.stringContaining('config_invalid'),
    });
  });

  test('says which file it cannot use', async () => {
    expect((await run(['--prices', join(folder, 'none.json')])).error).toMatchObject({ code: 'request_invalid' });
    await writeFile(join(folder, 'bad.json'), '{"prices": 1}');
    expect((await run(['--prices', join(folder, 'bad.json')])).error).toMatchObject({ code: 'config_invalid' });
  });
});

test('the package itself is what is loaded', async () => {
  expect(await loadStripe()).toEqual({ Stripe });
});
