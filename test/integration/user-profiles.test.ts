import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { defaultPrivacy } from '../../src/domain/people/privacy-settings.js';
import type { ProfileChanges, StandardSchema } from '../../src/index.js';
import { forgeWithModel } from '../fixtures/forge-with-model.js';
import { furnishedOrganization } from '../fixtures/furnished-organization.js';
import { rejection } from '../fixtures/rejection.js';

const rules = { engine: 'rules' } as const;

describe('a profile', () => {
  test('is empty, with every setting at its default, until somebody tells something', async () => {
    const { forge, tokenFor } = forgeWithModel([], rules);
    expect(await forge.users.profile({ token: await tokenFor() })).toEqual({
      userId: 'ada',
      version: 0,
      email: null,
      displayName: null,
      locale: null,
      timeZone: null,
      avatarUrl: null,
      preferences: {},
      privacy: defaultPrivacy,
      notifications: { quota_nearly_used: true, run_finished: false, product_news: false },
      extra: {},
    });
  });

  test('takes changes field by field, and keeps the rest', async () => {
    const { forge, tokenFor } = forgeWithModel([], rules);
    const token = await tokenFor();
    const changes: ProfileChanges = {
      displayName: 'Ada',
      email: 'ada@example.org',
      locale: 'DE-ch',
      timeZone: 'Europe/Zurich',
      avatarUrl: 'https://example.org/ada.png',
      preferences: { theme: 'dark', size: 2 },
      privacy: { allowPromptRetention: true },
      notifications: { product_news: true },
    };
    const first = await forge.users.updateProfile({ token, changes });
    expect(first).toMatchObject({ ...changes, locale: 'de-CH', version: 1 });
    const next = {
      displayName: null,
      preferences: { theme: null, font: 'serif' },
      notifications: { run_finished: true },
    };
    const second = await forge.users.updateProfile({ token, changes: next });
    expect(second).toEqual({
      ...first,
      version: 2,
      displayName: null,
      preferences: { size: 2, font: 'serif' },
      notifications: { quota_nearly_used: true, run_finished: true, product_news: true },
    });
    expect(await forge.users.profile({ token })).toEqual(second);
    expect(await forge.users.profile({ userId: 'ada' })).toEqual(second);
  });

  test('loses no change, however many come at once, and a change for another version is refused', async () => {
    const { forge, tokenFor } = forgeWithModel([], rules);
    const token = await tokenFor();
    const keys = Array.from({ length: 8 }, (_, index) => `k${index}`);
    const change = (key: string) => forge.users.updateProfile({ token, changes: { preferences: { [key]: true } } });
    await Promise.all(keys.map(change));
    const { preferences, version } = await forge.users.profile({ token });
    expect(Object.keys(preferences).sort()).toEqual(keys);
    expect(version).toBe(8);
    const changes = { displayName: 'Ada' };
    const answers = await Promise.allSettled(
      [0, 1, 2].map(() => forge.users.updateProfile({ token, changes, expectedVersion: 8 })),
    );
    const refused = answers.flatMap((one) => (one.status === 'rejected' ? [one.reason.code] : []));
    expect(refused).toEqual(['storage_conflict', 'storage_conflict']);
  });

  test('holds fields of the host, checked by a schema of any library', async () => {
    const profileFields = z.strictObject({ phone: z.string().max(20), age: z.int() }).partial();
    const { forge, tokenFor } = forgeWithModel([], { ...rules, users: { profileFields } });
    const token = await tokenFor();
    const update = (extra: NonNullable<ProfileChanges['extra']>) =>
      forge.users.updateProfile({ token, changes: { extra } });
    await update({ phone: '+41 1' });
    expect((await update({ age: 7 })).extra).toEqual({ phone: '+41 1', age: 7 });
    expect((await update({ phone: null })).extra).toEqual({ age: 7 });
    for (const extra of [{ age: 'my secret' }, { 'my secret': 1 }]) {
      const refused = await rejection(update(extra));
      expect(refused.code).toBe('request_invalid');
      expect(refused.message).not.toContain('secret');
    }
    const handmade: StandardSchema = {
      '~standard': {
        version: 1,
        vendor: 'hand',
        validate: async (value) => ({ value: { ...Object(value), seen: true } }),
      },
    };
    const other = forgeWithModel([], { ...rules, users: { profileFields: handmade } });
    const changed = other.forge.users.updateProfile({ token: await other.tokenFor(), changes: { extra: { a: 1 } } });
    expect((await changed).extra).toEqual({ a: 1, seen: true });
    const none = forgeWithModel([], rules);
    const unnamed = none.forge.users.updateProfile({ token: await none.tokenFor(), changes: { extra: { a: 1 } } });
    expect((await rejection(unnamed)).message).toContain('users.profileFields');
  });

  test('knows notifications of the host, off until they are switched on', async () => {
    const notifications = ['weekly_digest'] as unknown as readonly never[];
    const { forge, tokenFor } = forgeWithModel([], { ...rules, users: { notifications } });
    const token = await tokenFor();
    expect((await forge.users.profile({ token })).notifications).toMatchObject({ weekly_digest: false });
    const changes = { notifications: { weekly_digest: true } as object };
    expect((await forge.users.updateProfile({ token, changes })).notifications).toMatchObject({ weekly_digest: true });
  });

  test.each<readonly [what: string, changes: unknown]>([
    ['a name with a line break', { displayName: 'a\nsecret' }],
    ['half a character', { displayName: '\ud800' }],
    ['a long name', { displayName: 'a'.repeat(201) }],
    ['an address that is none', { email: 'secret' }],
    ['a locale that is none', { locale: 'secret secret' }],
    ['a time zone that is none', { timeZone: 'Mars/Secret' }],
    ['an offset', { timeZone: '+01:00' }],
    ['an abbreviation', { timeZone: 'IST' }],
    ['an avatar without encryption', { avatarUrl: 'http://example.org/secret' }],
    ['an avatar with credentials', { avatarUrl: 'https://ada:secret@example.org/' }],
    ['a script for an avatar', { avatarUrl: 'javascript:secret' }],
    ['a long avatar', { avatarUrl: `https://example.org/${'a'.repeat(2_048)}` }],
    ['preferences of more than 16 kB', { preferences: { secret: 'a'.repeat(16_384) } }],
    ['preferences that are no JSON', { preferences: { secret: Number.NaN } }],
    ['preferences that go too deep', { preferences: { a: JSON.parse('['.repeat(40) + ']'.repeat(40)) } }],
    ['a list of preferences', { preferences: ['secret'] }],
    ['an unknown setting', { privacy: { secret: true } }],
    ['a setting that is no flag', { privacy: { allowPromptRetention: 'secret' } }],
    ['an unknown notification', { notifications: { secret: true } }],
    ['an unknown field', { secret: 1 }],
    ['nothing', undefined],
  ])('with %s is refused, and none of it is repeated', async (_what, changes) => {
    const { forge, tokenFor } = forgeWithModel([], rules);
    const token = await tokenFor();
    const refused = await rejection(forge.users.updateProfile({ token, changes: changes as ProfileChanges }));
    expect(refused.code).toBe('request_invalid');
    expect(refused.message).not.toMatch(/secret/i);
    expect((await forge.users.profile({ token })).version).toBe(0);
  });

  test('does not grow beyond 16 kB of preferences by many small changes', async () => {
    const { forge, tokenFor } = forgeWithModel([], rules);
    const token = await tokenFor();
    const add = (key: string) =>
      forge.users.updateProfile({ token, changes: { preferences: { [key]: 'a'.repeat(9_000) } } });
    await add('a');
    expect((await rejection(add('b'))).code).toBe('request_invalid');
  });

  test('is that of the token, and a request that names somebody besides is refused', async () => {
    const { forge, tokenFor } = forgeWithModel([], rules);
    const token = await tokenFor();
    for (const request of [
      { token, userId: 'bob' },
      { token: undefined, userId: 'bob' },
      { userId: '' },
      { userId: 7 },
    ]) {
      const refused = await rejection(forge.users.profile(request as { userId: string }));
      expect(refused.code).toBe('request_invalid');
    }
    expect((await rejection(forge.users.profile({ token: undefined }))).code).toBe('session_missing');
  });
});

describe('statistics and activity', () => {
  test('tell what the caller has done in the organization, and nothing of what was written', async () => {
    const { forge, optimize, tokenFor, clock } = forgeWithModel([], rules);
    for (const domain of ['saas', 'saas', 'legal'] as const) {
      await optimize({ sevenD: { domain, output_format: 'md' } });
      clock.advance(1_000);
    }
    await optimize({ token: await tokenFor({ userId: 'bob' }) });
    await optimize({ token: await tokenFor({ orgId: 'rival' }) });
    const token = await tokenFor();
    expect(await forge.users.statistics({ token })).toMatchObject({
      runs: { succeeded: 3, failed: 0 },
      successRate: 1,
      favouriteDomains: [
        { domain: 'saas', runs: 2 },
        { domain: 'legal', runs: 1 },
      ],
      activeDays: 1,
      firstRunDay: '2026-11-23',
      lastRunDay: '2026-11-23',
    });
    const first = await forge.users.activity({ token, limit: 2 });
    const rest = await forge.users.activity({ token, limit: 2, after: first.next });
    const all = [...first.items, ...rest.items];
    expect(all.map(({ domain, status }) => [domain, status])).toEqual([
      ['legal', 'succeeded'],
      ['saas', 'succeeded'],
      ['saas', 'succeeded'],
    ]);
    expect(all[0]?.score).toEqual({ original: expect.any(Number), optimized: expect.any(Number) });
    expect(JSON.stringify(all)).not.toMatch(/release note|billing export/);
  });

  test('of somebody who has done nothing are empty', async () => {
    const { forge, tokenFor } = forgeWithModel([], rules);
    const token = await tokenFor();
    const nothing = { successRate: null, favouriteDomains: [], activeDays: 0, firstRunDay: null, lastRunDay: null };
    expect(await forge.users.statistics({ token })).toMatchObject(nothing);
    expect(await forge.users.activity({ token })).toEqual({ items: [], next: null });
  });
});

describe('searching for members', () => {
  test('finds those of the own organization by name or email, for those who manage members', async () => {
    const { forge, token } = await furnishedOrganization();
    for (const [userId, displayName] of [
      ['ada', 'Ada Löwe'],
      ['bob', 'Bob LÖWENTHAL'],
      ['eve', 'Eve Löw'],
    ] as const) {
      await forge.users.updateProfile({ userId, changes: { displayName, email: `${userId}@example.org` } });
    }
    const hidden = { showEmailToOrganization: false };
    await forge.users.updateProfile({ token: token.bob, changes: { privacy: hidden } });
    const found = async (request: object) =>
      (await forge.users.search({ token: token.bob, ...request })).items.map(({ userId }) => userId);
    expect(await found({ text: 'löwe' })).toEqual(['ada', 'bob']);
    expect(await found({ text: 'LÖWE', role: 'owner' })).toEqual(['ada']);
    expect(await found({ text: '@example' })).toEqual(['ada']);
    expect(await found({})).toEqual(['ada', 'bob', 'cid', 'dan']);
    const { items, next } = await forge.users.search({ token: token.ada, limit: 2 });
    expect(items[1]).toMatchObject({ userId: 'bob', displayName: 'Bob LÖWENTHAL', email: null });
    expect(await found({ limit: 2, after: next })).toEqual(['cid', 'dan']);
    for (const caller of [token.cid, token.dan]) {
      expect((await rejection(forge.users.search({ token: caller }))).code).toBe('permission_denied');
    }
    for (const request of [{ text: 'a'.repeat(201) }, { text: '\0' }, { role: 'god' }, { limit: 501 }, { text: 7 }]) {
      expect((await rejection(found(request))).code).toBe('request_invalid');
    }
  });
});

test('another tenant sees and changes nothing of a user, by any method that takes a token', async () => {
  const { forge, token, optimize, tokenFor } = await furnishedOrganization();
  await forge.users.updateProfile({ token: token.ada, changes: { displayName: 'Ada of acme' } });
  await optimize({ token: token.ada });
  const before = await forge.users.profile({ userId: 'ada' });
  // Somebody of the same name does not make it the same organization, either.
  const stranger = { token: await tokenFor({ userId: 'ada', orgId: 'elsewhere', role: 'owner' }) };
  const parts = [];
  for await (const part of await forge.users.export({ token: token.eve })) parts.push(part);
  const answers = [
    await forge.users.profile({ token: token.eve }),
    await forge.users.updateProfile({ token: token.eve, changes: { displayName: 'Eve' } }),
    await forge.users.statistics(stranger),
    await forge.users.activity(stranger),
    await forge.users.search(stranger),
    parts,
  ];
  expect(JSON.stringify(answers)).not.toMatch(/acme|release note|"succeeded":1/);
  expect(await forge.users.profile({ userId: 'ada' })).toEqual(before);
});
