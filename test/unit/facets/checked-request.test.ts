import { describe, expect, test } from 'vitest';
import type { PromptForge } from '../../../src/index.js';
import { forgeWithModel } from '../../fixtures/forge-with-model.js';
import { rejection } from '../../fixtures/rejection.js';

type Call = (forge: PromptForge, request: never) => Promise<unknown>;

const subscribe: Call = async (forge, request) => {
  for await (const item of forge.analytics.subscribe(request)) return item;
  return null;
};

const calls: Readonly<Record<string, Call>> = {
  'optimize()': (forge, request) => forge.optimize(request),
  'plan()': (forge, request) => forge.plan(request),
  'plans.save()': (forge, request) => forge.plans.save(request),
  'plans.remove()': (forge, request) => forge.plans.remove(request),
  'plans.assign()': (forge, request) => forge.plans.assign(request),
  'plans.usage()': (forge, request) => forge.plans.usage(request),
  'plans.report()': (forge, request) => forge.plans.report(request),
  'plans.nearLimits()': (forge, request) => forge.plans.nearLimits(request),
  'subscriptions.get()': (forge, request) => forge.subscriptions.get(request),
  'subscriptions.apply()': (forge, request) => forge.subscriptions.apply(request),
  'subscriptions.update()': (forge, request) => forge.subscriptions.update(request),
  'subscriptions.history()': (forge, request) => forge.subscriptions.history(request),
  'subscriptions.preview()': (forge, request) => forge.subscriptions.preview(request),
  'runs.list()': (forge, request) => forge.runs.list(request),
  'runs.get()': (forge, request) => forge.runs.get(request),
  'runs.scores()': (forge, request) => forge.runs.scores(request),
  'runs.events()': (forge, request) => forge.runs.events(request),
  'analytics.user()': (forge, request) => forge.analytics.user(request),
  'analytics.subscribe()': subscribe,
};

describe.each(Object.entries(calls))('%s', (name, call) => {
  test.each<[string, unknown]>([
    ['null', null],
    ['a text', 'acme'],
    ['a list', []],
    ['a misspelt field', { orgid: 'acme' }],
  ])('refuses %s with a message that lists what it takes, and throws nothing at once', async (_what, request) => {
    const { forge, reported } = forgeWithModel([]);
    const answer = call(forge, request as never);
    expect(answer).toBeInstanceOf(Promise);
    const error = await rejection(answer);
    expect(error).toMatchObject({
      code: 'request_invalid',
      message: expect.stringContaining(`${name} takes an object`),
    });
    expect(reported).toEqual([]);
  });
});

test('a field that is not known is named, unless a user could have written it', async () => {
  const { forge } = forgeWithModel([]);
  const messageFor = async (request: object) => (await rejection(forge.optimize(request as never))).message;
  expect(await messageFor({ promt: 'x' })).toContain('nothing else. promt is none of them.');
  expect(await messageFor({ 'my secret 1': 'x' })).toMatch(/nothing else\. What was given besides is none of them\.$/);
  expect(await messageFor({ 'my secret 1': 'x', tokn: '' })).toContain('tokn is none');
  for (const operation of ['optimize', 'score', 'compare', 'test']) {
    const error = await rejection(forge.plan({ operation, temperature: 1 } as never));
    expect(error).toMatchObject({ code: 'request_invalid', message: expect.stringContaining('temperature is none') });
  }
});

test('a request that is left out is refused, too, unless all of it may be', async () => {
  const { forge } = forgeWithModel([]);
  for (const call of Object.values(calls)) {
    if (call === calls['plans.nearLimits()']) continue;
    expect((await rejection(call(forge, undefined as never))).code).toBe('request_invalid');
  }
  expect(await forge.plans.nearLimits()).toEqual({ items: [], next: null });
});

test.each([undefined, null, 5])('an update needs a function that decides (%s)', async (decide) => {
  const { forge } = forgeWithModel([]);
  const request = { orgId: 'acme', decide } as unknown as Parameters<typeof forge.subscriptions.update>[0];
  expect((await rejection(forge.subscriptions.update(request))).code).toBe('request_invalid');
});

test('what a host throws while it decides is the cause of a typed error; one of ours stays itself', async () => {
  const { forge, reported } = forgeWithModel([]);
  const failure = new RangeError('of the host');
  const decide = () => Promise.reject(failure);
  const error = await rejection(forge.subscriptions.update({ orgId: 'acme', decide }));
  expect(error).toMatchObject({ code: 'internal', cause: failure });
  expect(reported).toHaveLength(1);
  const own = await rejection(forge.subscriptions.get({ orgId: '' }));
  const throwing = forge.subscriptions.update({ orgId: 'acme', decide: () => Promise.reject(own) });
  expect(await rejection(throwing)).toBe(own);
});
