import { afterAll, describe, expect, test } from 'vitest';
import type { CreateParameterSetRequest, Role } from '../../src/index.js';
import { forgeWithModel } from '../fixtures/forge-with-model.js';
import { rejection } from '../fixtures/rejection.js';
import { memoryByClock, pgliteByClock, type StorageByClock } from '../fixtures/storages-by-clock.js';

const values = { domain: 'saas', output_format: 'md' } as const;

function forgeWithSets(setup: Parameters<typeof forgeWithModel>[1] = {}) {
  const parts = forgeWithModel([], { engine: 'rules', ...setup });
  const as = (userId: string, role: Role = 'member', orgId = 'acme') => parts.tokenFor({ userId, role, orgId });
  const create = async (request: Partial<CreateParameterSetRequest> = {}) =>
    parts.forge.parameterSets.create({ token: await as('ada'), name: 'Ours', values, ...request });
  return { ...parts, sets: parts.forge.parameterSets, as, create };
}

describe('forge.parameterSets', () => {
  test('keeps values under a name, as they are spelled in their lists', async () => {
    const { sets, create, as } = forgeWithSets();
    const given = { domain: 'E-Commerce', scale: ' Small Business ', urgency: null, output_format: undefined };
    const set = await create({ values: given as never });
    expect(set).toEqual({
      ...{
        id: expect.stringMatching(/^id-\d+$/),
        name: 'Ours',
        ownerId: 'ada',
        shared: false,
        version: 1,
        mayChange: true,
      },
      values: { domain: 'ecommerce', scale: 'smb' },
    });
    const token = await as('ada');
    expect(await sets.get({ token, setId: set.id })).toEqual(set);
    expect(await sets.list({ token })).toEqual({ items: [set], next: null });
  });

  test('names each value that is wrong, and repeats none', async () => {
    const { create } = forgeWithSets();
    const wrong = { domain: 'pirates', urgency: 7, scale: 'solo', mood: 'treasure' };
    const error = await rejection(create({ values: wrong as never }));
    expect(error.code).toBe('seven_d_invalid');
    const { issues } = error.details as { issues: readonly { parameter: string; problem: string }[] };
    expect(issues.map(({ parameter, problem }) => [parameter, problem])).toEqual([
      ['domain', 'not_in_list'],
      ['urgency', 'not_in_list'],
      ['unknown', 'unknown_parameter'],
    ]);
    expect(error.message + JSON.stringify(error.details)).not.toMatch(/pirates|mood|treasure/);
  });

  test.each([
    ['no name', { name: '' }],
    ['a name of spaces', { name: '   ' }],
    ['a name of 101 characters', { name: '😀'.repeat(101) }],
    ['a name with a line feed', { name: 'a\nb' }],
    ['a name with half a character', { name: 'a\ud800' }],
    ['a name that is a number', { name: 7 }],
    ['no values at all', { values: {} }],
    ['shared as a word', { shared: 'yes' }],
    ['an owner', { ownerId: 'bob' }],
  ])('refuses %s', async (_, request) => {
    const { create, sets, as } = forgeWithSets();
    expect((await rejection(create(request as never))).code).toBe('request_invalid');
    expect((await sets.list({ token: await as('ada') })).items).toEqual([]);
  });

  test.each([[null], ['saas'], [[]]])('refuses values that are %j', async (wrong) => {
    expect((await rejection(forgeWithSets().create({ values: wrong as never }))).code).toBe('seven_d_invalid');
  });

  test('takes a name of 100 characters of any script', async () => {
    const name = '😀'.repeat(100);
    expect((await forgeWithSets().create({ name })).name).toBe(name);
  });

  test('changes what is given, and leaves the rest', async () => {
    const { sets, create, as } = forgeWithSets();
    const { id: setId } = await create();
    const token = await as('ada');
    const renamed = await sets.update({ token, setId, expectedVersion: 1, name: 'Theirs' });
    expect(renamed).toMatchObject({ name: 'Theirs', values, shared: false, version: 2 });
    const other = await sets.update({ token, setId, expectedVersion: 2, values: { scale: 'solo' }, shared: true });
    expect(other).toMatchObject({ name: 'Theirs', values: { scale: 'solo' }, shared: true, version: 3 });
    expect(await sets.get({ token, setId })).toEqual(other);
  });

  test('lets one of two who change or remove at once have their way', async () => {
    const { sets, create, as } = forgeWithSets();
    const { id: setId } = await create();
    const token = await as('ada');
    const change = (name: string) => sets.update({ token, setId, expectedVersion: 1, name });
    const outcomes = await Promise.allSettled([change('One'), change('Two')]);
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect((await rejection(change('Three'))).code).toBe('storage_conflict');
    expect((await rejection(sets.remove({ token, setId, expectedVersion: 1 }))).code).toBe('storage_conflict');
    await sets.remove({ token, setId, expectedVersion: 2 });
    expect((await rejection(sets.get({ token, setId }))).code).toBe('parameter_set_not_found');
  });

  test.each([[0], [1.5], ['1'], [undefined], [Number.NaN]])('takes no version %j', async (expectedVersion) => {
    const { sets, create, as } = forgeWithSets();
    const { id: setId } = await create();
    const request = { token: await as('ada'), setId, name: 'x', expectedVersion: expectedVersion as number };
    expect((await rejection(sets.update(request))).code).toBe('request_invalid');
  });
});

describe('a parameter set', () => {
  test("is nobody else's business until it is shared", async () => {
    const { sets, create, as } = forgeWithSets();
    const { id: setId } = await create();
    for (const token of [await as('bob'), await as('olga', 'owner'), await as('ada', 'owner', 'rival')]) {
      for (const task of [
        () => sets.get({ token, setId }),
        () => sets.update({ token, setId, expectedVersion: 1, name: 'Mine' }),
        () => sets.remove({ token, setId }),
        () => sets.resolve({ token, setId }),
        () => sets.compare({ token, first: setId, second: setId }),
      ]) {
        expect((await rejection(task())).code).toBe('parameter_set_not_found');
      }
      expect((await sets.list({ token })).items).toEqual([]);
    }
  });

  test('that is shared is read by everybody, and changed by its owner and those who lead', async () => {
    const { sets, create, as } = forgeWithSets();
    const { id: setId } = await create({ shared: true });
    const may = { ada: 'member', bob: 'member', vic: 'viewer', amy: 'admin', olga: 'owner' } as const;
    for (const [userId, role] of Object.entries(may)) {
      const token = await as(userId, role);
      const set = await sets.get({ token, setId });
      const changes = userId === 'ada' || role === 'admin' || role === 'owner';
      expect([userId, set.mayChange]).toEqual([userId, changes]);
      const change = sets.update({ token, setId, expectedVersion: set.version, name: userId });
      if (changes) expect(await change).toMatchObject({ name: userId, ownerId: 'ada' });
      else expect((await rejection(change)).code).toBe('permission_denied');
      if (!changes) expect((await rejection(sets.remove({ token, setId }))).code).toBe('permission_denied');
      expect((await sets.list({ token })).items.length).toBe(1);
    }
    await sets.remove({ token: await as('olga', 'owner'), setId });
    expect((await rejection(sets.get({ token: await as('ada'), setId }))).code).toBe('parameter_set_not_found');
  });

  test('whose owner was erased is changed by those who lead, and stays shared', async () => {
    const { sets, create, as, storage } = forgeWithSets();
    const { id: setId } = await create({ shared: true });
    await storage.library.eraseUser({ orgId: 'acme' }, 'ada');
    const [bob, olga] = [await as('bob'), await as('olga', 'owner')];
    const { version, ownerId, mayChange } = await sets.get({ token: bob, setId });
    expect([ownerId, mayChange]).toEqual([null, false]);
    const hidden = sets.update({ token: olga, setId, expectedVersion: version, shared: false });
    expect((await rejection(hidden)).code).toBe('request_invalid');
    const changed = await sets.update({ token: olga, setId, expectedVersion: version, name: 'Kept' });
    expect(changed).toMatchObject({ name: 'Kept', ownerId: null, shared: true });
  });

  test('is not made by whoever may only read', async () => {
    const { create, as } = forgeWithSets();
    const refused = { code: 'permission_denied', details: { permission: 'library:write' } };
    expect(await rejection(create({ token: await as('vic', 'viewer') }))).toMatchObject(refused);
  });

  test('is one of at most 200 of a person, and of 1,000 of an organization', async () => {
    const { create, as, storage } = forgeWithSets();
    const keep = (id: string, ownerId: string) =>
      storage.library.saveParameterSet({ orgId: 'acme' }, { id, name: id, ownerId, shared: false, values }, 0);
    for (let index = 0; index < 199; index += 1) await keep(`ada-${index}`, 'ada');
    await create();
    const mine = { code: 'parameter_sets_exceeded', details: { of: 'person', max: 200 } };
    expect(await rejection(create())).toMatchObject(mine);
    for (let index = 0; index < 799; index += 1) await keep(`other-${index}`, `person-${index % 5}`);
    const token = await as('bob');
    await create({ token });
    const ours = { code: 'parameter_sets_exceeded', details: { of: 'organization', max: 1_000 } };
    expect(await rejection(create({ token }))).toMatchObject(ours);
    await create({ token: await as('bob', 'member', 'rival') });
  });
});

const places: StorageByClock[] = [memoryByClock(), await pgliteByClock()];
afterAll(() => Promise.all(places.map((place) => place.close())));

describe.each(places)('on $name, two sets', (place) => {
  test('are compared, and merged with overrides and the defaults of their domain', async () => {
    const storage = await place.open({ now: () => Date.UTC(2026, 10, 23) });
    const { sets, create, as } = forgeWithSets({ storage: () => storage });
    const first = (await create({ values: { domain: 'fintech', scale: 'solo' } })).id;
    const second = (await create({ values: { domain: 'fintech', urgency: 'crisis' } })).id;
    const token = await as('ada');
    const compared = await sets.compare({ token, first, second });
    expect(compared.equal).toBe(false);
    expect(compared.parameters).toEqual([
      { parameter: 'domain', first: 'fintech', second: 'fintech', equal: true },
      { parameter: 'scale', first: 'solo', second: null, equal: false },
      { parameter: 'urgency', first: null, second: 'crisis', equal: false },
      { parameter: 'complexity', first: null, second: null, equal: true },
      { parameter: 'resources', first: null, second: null, equal: true },
      { parameter: 'application', first: null, second: null, equal: true },
      { parameter: 'output_format', first: null, second: null, equal: true },
    ]);
    expect(await sets.compare({ token, first, second: first })).toMatchObject({ equal: true });
    const overrides = { output_format: 'Markdown', scale: 'Enterprise' } as never;
    expect(await sets.resolve({ token, setId: first, overrides })).toEqual({
      values: {
        ...{ domain: 'fintech', scale: 'enterprise', urgency: 'planned', complexity: 'advanced' },
        ...{ resources: 'full_stack_org', application: 'implementation', output_format: 'md' },
      },
      sources: {
        ...{ domain: 'set', scale: 'override', urgency: 'default', complexity: 'default' },
        ...{ resources: 'default', application: 'default', output_format: 'override' },
      },
    });
    const missing = await rejection(sets.resolve({ token, setId: first }));
    expect(missing).toMatchObject({ code: 'seven_d_invalid', details: { issues: [{ parameter: 'output_format' }] } });
    const wrong = { domain: 'pirates' } as never;
    expect((await rejection(sets.resolve({ token, setId: first, overrides: wrong }))).code).toBe('seven_d_invalid');
  });

  test('give the parameters of a run', async () => {
    const { sets, create, as, forge } = forgeWithSets();
    const { id: setId } = await create({ values: { ...values, scale: 'solo' } });
    const token = await as('ada');
    const { values: sevenD } = await sets.resolve({ token, setId });
    const run = await forge.score({ token, prompt: 'Write a release note for accountants.', sevenD });
    expect(run.sevenD.values).toEqual(sevenD);
  });
});
