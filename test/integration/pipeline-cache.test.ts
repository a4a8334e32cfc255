import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OptimizeRequest } from '../../src/facets/operation-requests.js';
import type { PromptForgeOptions } from '../../src/options.js';
import type { RunEvent } from '../../src/pipeline/run-event.js';
import type { GenerateRequest } from '../../src/ports/model.js';
import type { Storage } from '../../src/ports/storage.js';
import { PromptForge } from '../../src/promptforge.js';
import { scriptedFailure, scriptedModel } from '../../src/testing/scripted-model.js';
import { better, prompt, secret } from '../fixtures/forge-with-model.js';
import { type ManualClock, manualClock } from '../fixtures/manual-clock.js';
import { answersOf, type PromptWorld } from '../fixtures/prompt-world.js';
import { rejection } from '../fixtures/rejection.js';
import { storageDown } from '../fixtures/storage-with-faults.js';
import { memoryByClock, pgliteByClock, type StorageByClock } from '../fixtures/storages-by-clock.js';

const world: PromptWorld = {
  original: prompt,
  judged: { [prompt]: [2], [better]: [4] },
  rewritten: { clarify: better },
};
/** The prompt is judged, rewritten, and the rewrite is judged. */
const search = ['judge', 'rewrite', 'judge'];
/** Two comparisons and three samples, which are never taken from anywhere. */
const confirmation = ['compare', 'compare', 'judge', 'judge', 'judge'];
const perCall = 150;
const day = 86_400_000;

type Script = (asked: GenerateRequest<unknown>) => unknown;

/** A process: its own PromptForge on a storage that others may share. */
function start(
  storage: Storage,
  clock: ManualClock,
  options: Partial<PromptForgeOptions> = {},
  script: Script = answersOf(world),
) {
  const model = scriptedModel(script);
  const reported: unknown[] = [];
  const forge = new PromptForge({
    ...{ storage, model, session: { secret }, clock },
    loop: { maxSteps: 1, composed: false, maxSamples: 3, maxConfirmations: 1 },
    onError: (_error, { during }) => reported.push(during),
    ...options,
  });
  /** Runs once, and tells what was asked and what came from elsewhere. */
  const run = async (request: Partial<OptimizeRequest> = {}, orgId = 'acme', userId = 'ada') => {
    const { accessToken: token } = await forge.sessions.issue({ userId, orgId });
    const before = model.requests.length;
    const events: RunEvent[] = [];
    const onEvent = (event: RunEvent) => events.push(event);
    const asked = { token, prompt, sevenD: { domain: 'saas', output_format: 'md' }, onEvent, ...request } as const;
    const result = await forge.optimize(asked);
    const cached = events.flatMap((event) => (event.type === 'model.cached' ? [event.data.purpose] : []));
    return { result, asked: model.requests.slice(before).map(({ purpose }) => purpose), cached };
  };
  return { forge, model, run, reported };
}

describe.each(['memory', 'PGlite'] as const)('answers that were paid for, on %s', (name) => {
  let storages: StorageByClock;
  let opened: Storage;
  const clock = manualClock();
  let organizations = 0;

  beforeAll(async () => {
    storages = name === 'memory' ? memoryByClock() : await pgliteByClock();
    opened = await storages.open(clock);
  });
  afterAll(() => storages.close());

  /** An organization in which nothing was asked yet. */
  const newOrganization = () => {
    organizations += 1;
    return `org-${organizations}`;
  };

  test('are not paid for again, but for those that confirm', async () => {
    const { run, forge } = start(opened, clock);
    const org = newOrganization();
    const first = await run({}, org);
    expect(first).toMatchObject({ asked: [...search, ...confirmation], cached: [] });
    const second = await run({}, org);
    expect(second).toMatchObject({ asked: confirmation, cached: search });
    expect(second.result).toMatchObject({
      usage: { modelCalls: 5, inputTokens: 500, outputTokens: 250 },
      charge: { calls: 1, tokens: 5 * perCall },
    });
    const { original, optimized, gate, stopReason } = first.result;
    expect(second.result).toMatchObject({ original, optimized, gate, stopReason });
    // Whose work it was is nobody's business in an organization.
    expect(await run({}, org, 'bob')).toMatchObject({ asked: confirmation, cached: search });
    const { accessToken: token } = await forge.sessions.issue({ userId: 'ada', orgId: org });
    expect((await forge.plans.usage({ token })).quota.map(({ used }) => used)).toEqual([2, 2]);
    const kept = await forge.runs.events({ token, runId: second.result.runId });
    expect(kept.filter(({ type }) => type === 'model.cached').map(({ data }) => data.purpose)).toEqual(search);
  });

  test('serve another process on the same storage', async () => {
    const org = newOrganization();
    await start(opened, clock).run({}, org);
    expect(await start(opened, clock).run({}, org)).toMatchObject({ asked: confirmation, cached: search });
  });

  test('serve nobody in another organization', async () => {
    const { run } = start(opened, clock);
    await run({}, newOrganization());
    expect(await run({}, newOrganization())).toMatchObject({ asked: [...search, ...confirmation], cached: [] });
  });

  const other = `${prompt} Be brief.`;
  const about = { domain: 'saas', output_format: 'md' } as const;
  const more = answersOf({ ...world, judged: { ...world.judged, [other]: [2] } });

  test.each([
    ['format', { sevenD: { ...about, output_format: 'json' } }],
    ['urgency', { sevenD: { ...about, urgency: 'crisis' } }],
    ['prompt', { prompt: other }],
  ] as const)('answer no question about another %s', async (what, request) => {
    const { run } = start(opened, clock, {}, more);
    const org = newOrganization();
    await run({}, org);
    // The rewrite of another prompt is the same, and so is what is said of it.
    const cached = what === 'prompt' ? ['judge'] : [];
    expect((await run(request, org)).cached).toEqual(cached);
  });

  test('answer no question to another model, or for longer answers', async () => {
    const org = newOrganization();
    await start(opened, clock).run({}, org);
    const model = scriptedModel(answersOf(world), { id: 'another' });
    expect((await start(opened, clock, { model }).run({}, org)).cached).toEqual([]);
    const longer = start(opened, clock, { maxOutputTokens: { rewrite: 8_001, judge: 4_000 } });
    expect((await longer.run({}, org)).cached).toEqual(['judge', 'judge']);
  });

  test('are forgotten when their time is over, here and in the storage', async () => {
    const org = newOrganization();
    const { run } = start(opened, clock);
    await run({}, org);
    clock.advance(day - 1);
    expect((await run({}, org)).cached).toEqual(search);
    // Whoever takes one over takes it over as old as it is.
    const late = start(opened, clock);
    expect((await late.run({}, org)).cached).toEqual(search);
    clock.advance(2);
    expect((await late.run({}, org)).cached).toEqual([]);
    expect((await run({ refresh: true }, org)).cached).toEqual([]);
    const short = { cache: { ttlMs: 1_000 } };
    const anew = newOrganization();
    await start(opened, clock, short).run({}, anew);
    clock.advance(1_001);
    expect((await start(opened, clock, short).run({}, anew)).cached).toEqual([]);
  });

  test('are left alone by a run that asks anew, whose answers serve others', async () => {
    const org = newOrganization();
    let goodness: 2 | 3 = 2;
    const { run } = start(opened, clock, {}, (asked) =>
      answersOf({ ...world, judged: { [prompt]: [goodness], [better]: [4] } })(asked),
    );
    await run({}, org);
    goodness = 3;
    const anew = await run({ refresh: true }, org);
    expect(anew).toMatchObject({ asked: [...search, ...confirmation], cached: [] });
    expect(anew.result.original.score.composite).toBe(75);
    expect(await run({}, org)).toMatchObject({ cached: search, result: { original: { score: { composite: 75 } } } });
  });

  test('are neither kept nor used where the host wants none', async () => {
    const org = newOrganization();
    await start(opened, clock, { cache: false }).run({}, org);
    const { run } = start(opened, clock);
    expect((await run({}, org)).cached).toEqual([]);
    expect((await start(opened, clock, { cache: false }).run({}, org)).cached).toEqual([]);
  });

  test('of a user who is erased are asked for again', async () => {
    const org = newOrganization();
    const { forge, run } = start(opened, clock);
    await run({}, org);
    await forge.users.erase({ userId: 'ada', orgIds: [org] });
    expect((await run({}, org, 'bob')).cached).toEqual([]);
  });

  test('of failures are none', async () => {
    const org = newOrganization();
    let failing = true;
    const reply = answersOf(world);
    const { run } = start(opened, clock, {}, (asked) =>
      failing && asked.purpose === 'rewrite' ? scriptedFailure('model_unavailable') : reply(asked),
    );
    expect(await rejection(run({}, org))).toMatchObject({ code: 'model_unavailable' });
    failing = false;
    expect(await run({}, org)).toMatchObject({ asked: ['rewrite', 'judge', ...confirmation], cached: ['judge'] });
  });

  test('before an outage are not paid for again by who asks again with the same key', async () => {
    const org = newOrganization();
    let isAway = true;
    const reply = answersOf(world);
    const { run, forge } = start(opened, clock, {}, (asked) =>
      isAway && asked.purpose === 'rewrite' ? scriptedFailure('model_unavailable') : reply(asked),
    );
    const idempotencyKey = 'key-1';
    expect(await rejection(run({ idempotencyKey }, org))).toMatchObject({ code: 'model_unavailable' });
    isAway = false;
    clock.advance(1_000);
    const second = await run({ idempotencyKey }, org);
    expect(second).toMatchObject({ asked: ['rewrite', 'judge', ...confirmation], cached: ['judge'] });
    expect(second.result).toMatchObject({ replayed: false, charge: { calls: 1, tokens: 7 * perCall } });
    const { accessToken: token } = await forge.sessions.issue({ userId: 'ada', orgId: org });
    const { runs } = await forge.runs.list({ token });
    expect(runs.map(({ status, charge }) => [status, charge.tokens])).toEqual([
      ['succeeded', 7 * perCall],
      ['failed', perCall],
    ]);
    expect((await run({ idempotencyKey }, org)).result).toEqual({ ...second.result, replayed: true });
  });
});

describe('a cache in the storage that fails', () => {
  test.each(['get', 'put'] as const)('by %s costs questions and no run, and the host is told', async (method) => {
    const clock = manualClock();
    const storage = await memoryByClock().open(clock);
    const broken = new Proxy(storage.cache, {
      get: (target, name) => (name === method ? async () => Promise.reject(storageDown()) : Reflect.get(target, name)),
    });
    const first = start({ ...storage, cache: broken }, clock);
    expect(await first.run()).toMatchObject({ asked: [...search, ...confirmation], result: { improved: true } });
    expect(new Set(first.reported)).toEqual(new Set(['cache']));
    // What the process keeps itself serves it all the same.
    expect((await first.run()).cached).toEqual(search);
    const second = start({ ...storage, cache: broken }, clock);
    expect((await second.run()).cached).toEqual([]);
  });
});
