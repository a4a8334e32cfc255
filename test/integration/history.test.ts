import { expect, test } from 'vitest';
import { memoryStorage } from '../../adapters/memory/index.js';
import { createHandler } from '../../src/http/index.js';
import { PromptForge, type Role } from '../../src/index.js';
import { reservation } from '../../src/testing/storage-contract/fixtures/reservation.js';
import { settlement } from '../../src/testing/storage-contract/fixtures/settlement.js';
import { secret } from '../fixtures/forge-with-model.js';
import { rejection } from '../fixtures/rejection.js';

const text = 'Plan the launch.';

/** A forge, and tokens of people of one organization. */
function library() {
  const storage = memoryStorage();
  const forge = new PromptForge({ storage, engine: 'rules', session: { secret } });
  const tokenOf = async (userId: string, role: Role = 'member', orgId = 'acme') =>
    (await forge.sessions.issue({ userId, orgId, role })).accessToken;
  return { storage, forge, history: forge.history, tokenOf };
}

const codeOf = async (refused: Promise<unknown>) => (await rejection(refused)).code;

test('a prompt is kept from a text, cleaned as the pipeline does, and gets versions with their parents', async () => {
  const { history, tokenOf } = library();
  const token = await tokenOf('ada');
  const created = await history.create({
    ...{ token, title: ' Launch\u202e \n plan ', text: `  ${text}\r\n\u0007Now. `, tags: ['May', 'ＭＡＹ', ' b  c '] },
  });
  expect(created).toMatchObject({
    prompt: {
      ...{ title: 'Launch plan', ownerId: 'ada', shared: false, tags: ['may', 'b c'] },
      ...{ latestVersion: 1, forkedFrom: null, revision: 1 },
    },
    version: {
      ...{ number: 1, parent: null, text: `${text}\nNow.`, runId: null, score: null, sevenD: null },
      ...{ authorId: 'ada', note: null, restoredFrom: null },
    },
  });
  const promptId = created.prompt.id;
  const second = await history.add({ token, promptId, text: 'Plan it.', note: 'Shorter.' });
  expect(second).toMatchObject({ number: 2, parent: { promptId, number: 1 }, note: 'Shorter.' });
  const third = await history.add({ token, promptId, text: 'Plan it in May.', parent: 1 });
  expect(third).toMatchObject({ number: 3, parent: { promptId, number: 1 } });
  const orphan = await rejection(history.add({ token, promptId, text: 'Plan it in June.', parent: 4 }));
  expect(orphan.code).toBe('saved_prompt_not_found');
  expect(await history.get({ token, promptId })).toMatchObject({ prompt: { latestVersion: 3 }, version: third });
  expect(await history.version({ token, promptId, number: 2 })).toEqual(second);
  const { text: _, ...summary } = third;
  const { items, next } = await history.versions({ token, promptId, limit: 1 });
  expect(items).toEqual([summary]);
  expect((await history.versions({ token, promptId, after: next })).items.map(({ number }) => number)).toEqual([2, 1]);
});

test('a run of the caller becomes a version with its prompt, 7D parameters and score, and becomes one once', async () => {
  const { history, tokenOf, storage } = library();
  const [token, scope] = [await tokenOf('ada'), { orgId: 'acme' }];
  for (const [runId, userId] of [
    ['run', 'ada'],
    ['other', 'bob'],
    ['unfinished', 'ada'],
  ] as const) {
    await storage.ledger.reserve(scope, reservation({ runId, userId }));
    if (runId !== 'unfinished') await storage.ledger.settle(scope, settlement(runId));
  }
  const run = await storage.ledger.get(scope, 'run');
  if (run?.operation !== 'optimize' || run.result === null) throw new Error('the run has no result');
  const ofRun = {
    text: run.result.optimized.prompt,
    sevenD: run.input?.sevenD,
    runId: 'run',
    score: { ...run.result.optimized.score, gate: run.result.gate.outcome },
  };
  const { prompt, version } = await history.create({ token, title: 'Launch', runId: 'run' });
  expect(version).toMatchObject(ofRun);
  const promptId = prompt.id;
  await history.add({ token, promptId, text });
  expect(await history.add({ token, promptId, runId: 'run' })).toEqual(version);
  expect((await history.get({ token, promptId })).prompt.latestVersion).toBe(2);
  const restored = await history.restore({ token, promptId, number: 1 });
  expect(restored).toMatchObject({ ...ofRun, number: 3, restoredFrom: 1, parent: { promptId, number: 2 } });
  for (const runId of ['other', 'none', '\0']) {
    const code = runId === '\0' ? 'request_invalid' : 'run_not_found';
    expect(await codeOf(history.add({ token, promptId, runId }))).toBe(code);
  }
  expect(await codeOf(history.add({ token, promptId, runId: 'unfinished' }))).toBe('request_invalid');
});

test('keeping a run takes the permission to read runs', async () => {
  const { history, tokenOf } = library();
  const token = await tokenOf('ada', 'viewer');
  expect(await codeOf(history.create({ token, title: 'Launch', text }))).toBe('permission_denied');
  const storage = memoryStorage();
  const other = new PromptForge({ storage, engine: 'rules', session: { secret }, permissions: { 'runs:read': [] } });
  const writer = (await other.sessions.issue({ userId: 'ada', orgId: 'acme', role: 'member' })).accessToken;
  expect(await codeOf(other.history.create({ token: writer, title: 'Launch', runId: 'run' }))).toBe(
    'permission_denied',
  );
});

test('what is one person’s alone is not found by anybody else, owners of the organization included', async () => {
  const { history, tokenOf } = library();
  const token = await tokenOf('ada');
  const { prompt } = await history.create({ token, title: 'Launch', text });
  const own = await history.create({ token: await tokenOf('bob'), title: 'Own', text });
  const [promptId, otherPromptId] = [prompt.id, own.prompt.id];
  for (const reader of [await tokenOf('bob', 'owner'), await tokenOf('ada', 'owner', 'rival')]) {
    const of = { token: reader, promptId };
    for (const call of [
      () => history.get(of),
      () => history.versions(of),
      () => history.version({ ...of, number: 1 }),
      () => history.diff({ ...of, from: 1, to: 1 }),
      () => history.diff({ token: reader, promptId: otherPromptId, from: 1, to: 1, otherPromptId: promptId }),
      () => history.add({ ...of, text }),
      () => history.restore({ ...of, number: 1 }),
      () => history.fork(of),
      () => history.update({ ...of, title: 'Mine' }),
      () => history.remove(of),
    ]) {
      expect(await codeOf(call()), String(call)).toBe('saved_prompt_not_found');
    }
    const { items } = await history.list({ token: reader });
    expect(items.map(({ id }) => id)).not.toContain(promptId);
  }
  expect((await history.get({ token, promptId })).version.text).toBe(text);
});

test('a shared prompt is read by everybody, and changed by its owner and by owners and admins alone', async () => {
  const { history, tokenOf } = library();
  const token = await tokenOf('ada');
  const { prompt } = await history.create({ token, title: 'Launch', text, shared: true });
  const promptId = prompt.id;
  for (const role of ['viewer', 'member'] as const) {
    const of = { token: await tokenOf('bob', role), promptId };
    expect((await history.get(of)).version.text).toBe(text);
    for (const call of [
      () => history.add({ ...of, text }),
      () => history.restore({ ...of, number: 1 }),
      () => history.update({ ...of, title: 'Mine' }),
      () => history.remove(of),
    ]) {
      expect(await codeOf(call()), `${role} ${call}`).toBe('permission_denied');
    }
  }
  const admin = await tokenOf('eve', 'admin');
  expect(await history.add({ token: admin, promptId, text: 'Plan it.' })).toMatchObject({ number: 2, authorId: 'eve' });
  expect(await history.update({ token: admin, promptId, title: 'New' })).toMatchObject({
    title: 'New',
    ownerId: 'ada',
  });
  await history.remove({ token: admin, promptId });
  expect(await codeOf(history.get({ token, promptId }))).toBe('saved_prompt_not_found');
});

test('a fork is the forker’s own, knows where it came from, and outlives that', async () => {
  const { history, tokenOf } = library();
  const [ada, bob] = [await tokenOf('ada'), await tokenOf('bob')];
  const { prompt } = await history.create({ token: ada, title: 'Launch', text, tags: ['may'], shared: true });
  await history.add({ token: ada, promptId: prompt.id, text: 'Plan it.' });
  const latest = await history.fork({ token: bob, promptId: prompt.id });
  const origin = { promptId: prompt.id, number: 2 };
  expect(latest).toMatchObject({
    prompt: { title: 'Launch', tags: ['may'], ownerId: 'bob', shared: false, forkedFrom: origin, latestVersion: 1 },
    version: { number: 1, parent: origin, text: 'Plan it.', authorId: 'bob' },
  });
  const first = await history.fork({
    token: bob,
    promptId: prompt.id,
    number: 1,
    title: 'Mine',
    tags: [],
    shared: true,
  });
  expect(first).toMatchObject({ prompt: { title: 'Mine', tags: [], shared: true }, version: { text } });
  expect(await codeOf(history.fork({ token: bob, promptId: prompt.id, number: 3 }))).toBe('saved_prompt_not_found');
  await history.remove({ token: ada, promptId: prompt.id });
  expect((await history.get({ token: bob, promptId: latest.prompt.id })).prompt.forkedFrom).toEqual(origin);
});

test('two versions are compared by words, of one prompt or of two', async () => {
  const { history, tokenOf } = library();
  const token = await tokenOf('ada');
  const { prompt } = await history.create({ token, title: 'Launch', text });
  const promptId = prompt.id;
  await history.add({ token, promptId, text: 'Plan the rollout.' });
  const parts = [
    { type: 'equal', text: 'Plan the ' },
    { type: 'delete', text: 'launch' },
    { type: 'insert', text: 'rollout' },
    { type: 'equal', text: '.' },
  ];
  const [from, to] = [
    { promptId, number: 1 },
    { promptId, number: 2 },
  ];
  expect(await history.diff({ token, promptId, from: 1, to: 2 })).toEqual({ from, to, parts, inserted: 1, deleted: 1 });
  const fork = await history.fork({ token, promptId });
  const other = { promptId: fork.prompt.id, number: 1 };
  const across = await history.diff({ token, promptId, from: 1, to: 1, otherPromptId: fork.prompt.id });
  expect(across).toEqual({ from, to: other, parts, inserted: 1, deleted: 1 });
});

test('no version is lost when many write at once, and who expected another one is told', async () => {
  const { history, tokenOf } = library();
  const token = await tokenOf('ada');
  const { prompt } = await history.create({ token, title: 'Launch', text });
  const promptId = prompt.id;
  const expecting = await Promise.allSettled(
    ['a', 'b', 'c'].map((one) => history.add({ token, promptId, text: one, expectedVersion: 1 })),
  );
  expect(expecting.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected', 'rejected']);
  for (const call of [
    () => history.add({ token, promptId, text, expectedVersion: 1 }),
    () => history.restore({ token, promptId, number: 1, expectedVersion: 1 }),
  ]) {
    expect(await codeOf(call())).toBe('storage_conflict');
  }
  await Promise.all(['d', 'e', 'f'].map((one) => history.add({ token, promptId, text: one })));
  const { items } = await history.versions({ token, promptId });
  expect(items.map(({ number }) => number)).toEqual([5, 4, 3, 2, 1]);
  expect(items.slice(0, 3).map(({ parent }) => parent?.number)).toEqual([4, 3, 2]);
  await history.update({ token, promptId, tags: ['a'] });
  expect(await codeOf(history.update({ token, promptId, title: 'B', expectedRevision: 1 }))).toBe('storage_conflict');
  expect(await history.update({ token, promptId, title: 'B', expectedRevision: 2 })).toMatchObject({
    ...{ title: 'B', tags: ['a'], revision: 3, latestVersion: 5 },
  });
});

test('a prompt has at most 1,000 versions, and the error says where to go on', async () => {
  const { storage, history, tokenOf } = library();
  const token = await tokenOf('ada');
  const { prompt, version } = await history.create({ token, title: 'Launch', text });
  const { number, createdAt, ...again } = version;
  for (let latest = 1; latest < 999; latest += 1) await storage.history.addVersion({ orgId: 'acme' }, again, latest);
  expect((await history.add({ token, promptId: prompt.id, text })).number).toBe(1_000);
  const refused = await rejection(history.add({ token, promptId: prompt.id, text }));
  expect({ code: refused.code, details: refused.details }).toEqual({
    code: 'saved_prompt_full',
    details: { versions: 1_000 },
  });
  expect(await codeOf(history.restore({ token, promptId: prompt.id, number: 1 }))).toBe('saved_prompt_full');
  expect((await history.fork({ token, promptId: prompt.id })).version.number).toBe(1);
});

test('prompts are found by a text and by tags, case aside, and those of others when they are shared', async () => {
  const { history, tokenOf } = library();
  const [ada, bob] = [await tokenOf('ada'), await tokenOf('bob')];
  await history.create({ token: ada, title: 'Launch', text: 'Plan the Rollout.', tags: ['May'] });
  await history.create({ token: bob, title: 'ROLLOUT', text, shared: true });
  await history.create({ token: bob, title: 'Private rollout', text });
  const titles = async (request: Omit<Parameters<typeof history.list>[0], 'token'>) =>
    (await history.list({ token: ada, ...request })).items.map(({ title }) => title).toSorted();
  expect(await titles({})).toEqual(['Launch', 'ROLLOUT']);
  expect(await titles({ search: 'rollOUT' })).toEqual(['Launch', 'ROLLOUT']);
  expect(await titles({ search: 'rollout', mine: true })).toEqual(['Launch']);
  expect(await titles({ tags: ['MAY'] })).toEqual(['Launch']);
  expect(await titles({ search: 'nothing' })).toEqual([]);
  expect(await titles({ search: '' })).toEqual(['Launch', 'ROLLOUT']);
});

test('a prompt whose owner was erased stays shared, and admins remove it', async () => {
  const { forge, history, tokenOf } = library();
  const token = await tokenOf('ada');
  const { prompt } = await history.create({ token, title: 'Launch', text, shared: true });
  const own = await history.create({ token, title: 'Own', text });
  expect(await forge.users.erase({ userId: 'ada', orgIds: ['acme'] })).toMatchObject({ savedPrompts: 2 });
  const admin = await tokenOf('eve', 'admin');
  const of = { token: admin, promptId: prompt.id };
  expect(await history.get(of)).toMatchObject({ prompt: { ownerId: null }, version: { authorId: null, text } });
  expect(await codeOf(history.update({ ...of, shared: false }))).toBe('request_invalid');
  expect(await codeOf(history.get({ token: admin, promptId: own.prompt.id }))).toBe('saved_prompt_not_found');
  await history.remove(of);
});

test.each([
  ['neither text nor run', { title: 'A' }],
  ['both text and run', { title: 'A', text, runId: 'run' }],
  ['a text of nothing', { title: 'A', text: ' \u200b\n' }],
  ['a text that is too long', { title: 'A', text: 'x'.repeat(10_001) }],
  ['no title', { text }],
  ['a title that is too long', { title: 'x'.repeat(121), text }],
  ['too many tags', { title: 'A', text, tags: Array.from({ length: 21 }, (_, index) => `${index}`) }],
  ['a tag that is too long', { title: 'A', text, tags: ['x'.repeat(41)] }],
  ['a note that is too long', { title: 'A', text, note: 'x'.repeat(501) }],
  ['a field that does not exist', { title: 'A', text, ownerId: 'bob' }],
])('%s is refused, and nothing of it is repeated', async (_, request) => {
  const { history, tokenOf } = library();
  const refused = await rejection(history.create({ token: await tokenOf('ada'), ...request } as never));
  expect(refused.code).toBe('request_invalid');
  expect(refused.message).not.toMatch(/xxx|bob/);
});

test('a text may be as long as a prompt, counted in characters and not in their halves', async () => {
  const { history, tokenOf } = library();
  const long = '\u{1F600}'.repeat(10_000);
  const { version } = await history.create({ token: await tokenOf('ada'), title: 'A', text: long });
  expect(version.text).toBe(long);
});

test('over HTTP lists are narrowed by search, tags and owner', async () => {
  const { forge, history, tokenOf } = library();
  const [ada, bob] = [await tokenOf('ada'), await tokenOf('bob')];
  await history.create({ token: ada, title: 'Launch', text, tags: ['may', 'plan'] });
  await history.create({ token: ada, title: 'Party', text: 'Plan a party.', tags: ['may'] });
  await history.create({ token: bob, title: 'Launch of ours', text, tags: ['may', 'plan'], shared: true });
  const handler = createHandler(forge);
  const titles = async (query: string) => {
    const headers = { authorization: `Bearer ${ada}` };
    const response = await handler(new Request(`https://example.com/api/prompts?${query}`, { headers }));
    const { items } = (await response.json()) as { items: readonly { title: string }[] };
    return items.map(({ title }) => title).sort();
  };
  expect(await titles('')).toEqual(['Launch', 'Launch of ours', 'Party']);
  expect(await titles('search=LAUNCH')).toEqual(['Launch', 'Launch of ours']);
  expect(await titles('tags=may,plan&mine=true')).toEqual(['Launch']);
  expect(await titles('mine=false&tags=May')).toEqual(['Launch', 'Launch of ours', 'Party']);
});
