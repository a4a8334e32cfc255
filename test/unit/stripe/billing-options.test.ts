import { Stripe } from 'stripe';
import { describe, expect, test } from 'vitest';
import { memoryStorage } from '../../../adapters/memory/index.js';
import { loadStripe, pricesFile, type StripeBillingOptions, stripeBilling } from '../../../adapters/stripe/index.js';
import { PromptForge } from '../../../src/index.js';
import { refusal } from '../../fixtures/rejection.js';

const prices = [{ priceId: 'price_pro', planId: 'pro' }];

function options(change: object = {}): StripeBillingOptions {
  const storage = memoryStorage();
  const forge = new PromptForge({
    storage,
    engine: 'rules',
    session: { secret: 'a secret of the tests, longer than 32 bytes' },
  });
  return { forge, storage, stripe: new Stripe('sk_test_x'), webhookSecret: 'whsec_x', prices, ...change };
}

describe('the options of stripeBilling()', () => {
  test('may hold several secrets, while one is being rolled', () => {
    expect(() => stripeBilling(options({ webhookSecret: ['whsec_new', 'whsec_old'] }))).not.toThrow();
  });

  test.each([
    [{ webhookSecret: 'sk_live_oops' }, /webhookSecret/],
    [{ webhookSecret: [] }, /webhookSecret/],
    [{ prices: [] }, /prices: must name at least one price/],
    [{ prices: [...prices, ...prices] }, /prices: names a price twice/],
    [{ prices: [{ priceId: '', planId: 'pro' }] }, /prices\.0\.priceId/],
    [{ usage: [{ meter: 'runs', eventName: 'x' }] }, /usage\.0\.meter/],
    [{ usage: [1, 2].map(() => ({ meter: 'calls', eventName: 'x' })) }, /usage: names an event twice/],
    [{ timeoutMs: 5 }, /timeoutMs/],
    [{ apiKey: 'sk_live_x' }, /holds a name that is not known/],
    [{ onError: 'sk_live_x' }, /onError: must be a function/],
    [{ clock: {} }, /clock\.now: must be a function/],
    [{ forge: undefined }, /forge: must be a PromptForge/],
    [{ forge: { subscriptions: { update: () => {} } } }, /forge: .* no plans\.list\(\)/],
    [{ storage: {} }, /storage: .* no health\(\)/],
    [{ stripe: undefined }, /stripe: .* no webhooks\.constructEventAsync\(\)/],
    [{ stripe: 'sk_live_x' }, /stripe: must be a client/],
  ])('%j is refused without being repeated', async (change, says) => {
    const { code, message } = await refusal(() => stripeBilling(options(change)));
    expect([code, message]).toEqual(['config_invalid', expect.stringMatching(says)]);
    expect(message).not.toMatch(/sk_live/);
  });
});

test.each([undefined, null, 'sk_live_x', []])('stripeBilling(%j) is refused', async (given) => {
  const { code, message } = await refusal(() => stripeBilling(given as never));
  expect(code).toBe('config_invalid');
  expect(message).not.toMatch(/sk_live/);
});

describe('the file of prices', () => {
  test('holds them under the names of the options', () => {
    const usage = [
      { meter: 'calls', eventName: 'promptforge_calls', priceId: 'price_calls' },
      { meter: 'cost', eventName: 'c' },
    ];
    expect(pricesFile(JSON.stringify({ prices, usage }))).toEqual({ prices, usage });
    expect(pricesFile(JSON.stringify({ prices }))).toEqual({ prices, usage: [] });
  });

  test.each([
    '',
    '{',
    '[]',
    '{}',
    '{"prices": []}',
    '{"prices": [{"priceId": "p"}]}',
    '{"prices": [], "sk_live_1": 2}',
  ])('%s is refused', async (text) => {
    const { code, message } = await refusal(() => pricesFile(text));
    expect([code, message]).toEqual(['config_invalid', expect.stringMatching(/^The file of prices is wrong\./)]);
    expect(message).not.toMatch(/sk_live/);
  });
});

test('a package that is not installed is told with the command that installs it', async () => {
  const missing = () => Promise.reject(Object.assign(new Error('not found'), { code: 'ERR_MODULE_NOT_FOUND' }));
  await expect(loadStripe(missing)).rejects.toMatchObject({
    code: 'config_invalid',
    message: expect.stringContaining('npm install stripe'),
  });
  expect(await loadStripe()).toEqual({ Stripe });
});
