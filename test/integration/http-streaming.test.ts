import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { afterEach, describe, expect, test } from 'vitest';
import { expressHandler } from '../../adapters/express/index.js';
import { createHandler } from '../../src/http/index.js';
import type { ModelScript } from '../../src/testing/index.js';
import { scriptedFailure } from '../../src/testing/scripted-model.js';
import { better, type ForgeSetup, forgeWithModel, prompt } from '../fixtures/forge-with-model.js';
import { rewrite, verdict } from '../fixtures/model-answers.js';
import { planWith } from '../fixtures/plan-with.js';
import { allEvents, readEvents } from '../fixtures/read-events.js';

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

const passing = [verdict(2), rewrite(better), verdict(4)];
const sevenD = { domain: 'saas', output_format: 'md' };

/** A forge behind a real server. */
async function served(script: readonly unknown[] | ModelScript, setup: ForgeSetup = {}) {
  const parts = forgeWithModel(script, setup);
  const app = express();
  app.use('/api', expressHandler(createHandler(parts.forge)));
  const server = app.listen(0);
  await once(server, 'listening');
  closing.push(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  });
  const origin = `http://localhost:${(server.address() as AddressInfo).port}/api`;
  const authorization = `Bearer ${await parts.tokenFor()}`;
  const send = (path: string, init: RequestInit = {}) =>
    fetch(`${origin}${path}`, {
      ...init,
      headers: { authorization, 'content-type': 'application/json', accept: 'text/event-stream', ...init.headers },
    });
  const post = (body: object = { prompt, sevenD }, init: RequestInit = {}) =>
    send('/gpt-editor', { method: 'POST', body: JSON.stringify(body), ...init });
  return { ...parts, send, post };
}

describe('a run as a stream', () => {
  test('tells what happens as it happens, and ends with its result', async () => {
    const { post, forge, tokenFor } = await served(passing);
    const response = await post();
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    const events = await allEvents(response);
    const last = events.at(-1);
    expect(last).toMatchObject({ event: 'result', data: { improved: true, optimized: { prompt: better } } });
    const kept = await forge.runs.events({ token: await tokenFor(), runId: last?.data.runId });
    const steps = events.filter(({ id }) => id !== '' && id !== undefined).slice(0, kept.length);
    expect(steps.map(({ event, data }) => [event, data.sequence, data.data])).toEqual(
      kept.map(({ type, sequence, data }) => [type, sequence, data]),
    );
    const pieces = events.filter(({ event, data }) => event === 'model.delta' && data.call === 2);
    expect(JSON.parse(pieces.map(({ data }) => data.text).join(''))).toEqual(rewrite(better));
  });

  test.each([
    ['text/event-stream;q=0.5, application/json', 'application/json'],
    ['application/json;q=0.5, text/event-stream', 'text/event-stream; charset=utf-8'],
    ['text/event-stream;q=0', 'application/json'],
    ['*/*', 'application/json'],
  ])('is what Accept: %s asks for, or not', async (accept, type) => {
    const { post } = await served(passing);
    const response = await post(undefined, { headers: { accept } });
    expect(response.headers.get('content-type')).toBe(type);
    await response.body?.cancel();
  });

  test('tells on its head what is left, as the JSON answer does, and so does one that is told again', async () => {
    const limits = { 'user-calls-hour': 10, 'user-tokens-day': 5_000_000, 'org-calls-month': 100 } as const;
    const { post } = await served(() => Promise.reject(scriptedFailure('model_unavailable')), {
      plans: [planWith(limits)],
      engine: 'rules',
    });
    const left = async (headers: Readonly<Record<string, string>>) => {
      const response = await post(undefined, { headers });
      const events = response.headers.get('content-type')?.startsWith('text/event-stream');
      const data = events ? (await allEvents(response)).at(-1)?.data : await response.json();
      const { quota, replayed } = data ?? { quota: [], replayed: null };
      return {
        replayed,
        policy: response.headers.get('ratelimit-policy'),
        remaining: [...(response.headers.get('ratelimit') ?? '').matchAll(/"([a-z-]+)";r=(\d+);t=\d+/g)].map(
          ([, name, remaining]) => ({ name, remaining: Number(remaining) }),
        ),
        settled: quota
          .filter(({ meter }: { readonly meter: string }) => meter === 'calls')
          .map(({ name, remaining }: { readonly name: string; readonly remaining: number }) => ({ name, remaining })),
      };
    };
    const afterRuns = (runs: number, replayed: boolean) => {
      const remaining = [
        { name: 'user-calls-hour', remaining: 10 - runs },
        { name: 'org-calls-month', remaining: 100 - runs },
      ];
      const policy = '"user-calls-hour";q=10;w=3600, "org-calls-month";q=100';
      return { replayed, policy, remaining, settled: remaining };
    };
    const key = { 'idempotency-key': 'order-66' };
    expect(await left({ accept: 'application/json' })).toEqual(afterRuns(1, false));
    expect(await left(key)).toEqual(afterRuns(2, false));
    expect(await left({})).toEqual(afterRuns(3, false));
    expect(await left(key)).toEqual(afterRuns(3, true));
  });

  test('tells all that is left once it is let in, with its hold, before it asks a model', async () => {
    const { post } = await served(passing, { plans: [planWith({ 'user-tokens-day': 5_000_000 })] });
    const response = await post();
    expect(response.headers.has('ratelimit')).toBe(false);
    const events = await allEvents(response);
    const [reserved, left, asked] = events.slice(events.findIndex(({ event }) => event === 'quota.reserved'));
    expect([left?.event, asked?.event]).toEqual(['quota.left', 'model.called']);
    expect(left?.data.quota).toMatchObject([
      { name: 'user-tokens-day', remaining: 5_000_000 - reserved?.data.data.holdTokens },
    ]);
  });

  test('has a status of its own when it is refused', async () => {
    const full = planWith({ 'user-calls-hour': 0 });
    const { post } = await served(passing, { plans: [full] });
    const response = await post();
    expect([response.status, response.headers.get('content-type')]).toEqual([429, 'application/problem+json']);
    const short = await post({ prompt: 'Short.', sevenD });
    expect(short.status).toBe(422);
  });

  test('that fails on the way ends with a problem, which is reported', async () => {
    const { post, reported } = await served([verdict(2), scriptedFailure('model_unavailable')]);
    const response = await post();
    expect(response.status).toBe(200);
    const last = (await allEvents(response)).at(-1);
    expect(last).toMatchObject({ event: 'problem', data: { code: 'model_unavailable', status: 503 } });
    expect(reported).toMatchObject([{ context: { during: 'http' } }]);
  });

  test('ends when its client goes away: the call is given up, and what was used is charged', async () => {
    const { post, forge, tokenFor, model } = await served(({ signal, purpose }) => {
      if (purpose === 'judge') return verdict(2);
      return new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('gone'))));
    });
    const leave = new AbortController();
    const response = await post(undefined, { signal: leave.signal });
    for await (const { event, data } of readEvents(response)) {
      if (event === 'model.called' && data.data.purpose === 'rewrite') break;
    }
    leave.abort();
    const token = await tokenFor();
    const run = async () => (await forge.runs.list({ token })).runs[0];
    await expect.poll(async () => (await run())?.status).toBe('canceled');
    expect(model.requests[1]?.signal.aborted).toBe(true);
    expect((await run())?.charge).toMatchObject({ calls: 1, tokens: 250 });
  });

  test('that was carried out is told from where its client was, under the same key, and charged once', async () => {
    const { post, forge, tokenFor } = await served(passing);
    const headers = { 'idempotency-key': 'order-66' };
    const first = await allEvents(await post(undefined, { headers }));
    const ids = first.flatMap(({ id }) => (id === undefined || id === '' ? [] : [id]));
    const unique = [...new Set(ids)];
    const again = await allEvents(
      await post(undefined, { headers: { ...headers, 'last-event-id': unique.at(-3) ?? '' } }),
    );
    expect(again.map(({ event }) => event)).toEqual(['gate.decided', 'run.succeeded', 'result']);
    expect(again.at(-1)?.data).toMatchObject({ replayed: true });
    const whole = await allEvents(await post(undefined, { headers }));
    expect(whole.filter(({ event }) => event !== 'result')).toHaveLength(unique.length);
    expect((await forge.plans.usage({ token: await tokenFor() })).quota[0]?.used).toBe(1);
  });
});

describe('the events of a run', () => {
  test('are followed from the last one received, and end with the run', async () => {
    const { send, optimize } = await served(passing);
    const { runId } = await optimize();
    const all = await allEvents(await send(`/runs/${runId}/events`));
    expect(all.at(-1)).toMatchObject({ event: 'run', data: { id: runId, status: 'succeeded' } });
    const rest = await allEvents(await send(`/runs/${runId}/events`, { headers: { 'last-event-id': `${runId}:3` } }));
    expect(rest).toEqual(all.slice(3));
    expect(await allEvents(await send(`/runs/${runId}/events?after=3`))).toEqual(rest);
    const other = await allEvents(await send(`/runs/${runId}/events`, { headers: { 'last-event-id': 'run-x:3' } }));
    expect(other).toEqual(all);
  });

  test('are waited for while it is under way', async () => {
    let answer = () => {};
    const waiting = new Promise<void>((resolve) => {
      answer = resolve;
    });
    const { send, optimize, model, forge, tokenFor } = await served(async ({ purpose }, index) => {
      if (index === 0) await waiting;
      return purpose === 'rewrite' ? rewrite(better) : verdict(index === 0 ? 2 : 4);
    });
    const running = optimize();
    await expect.poll(() => model.requests.length).toBe(1);
    const [run] = (await forge.runs.list({ token: await tokenFor() })).runs;
    const followed = send(`/runs/${run?.id}/events`).then(allEvents);
    answer();
    await running;
    expect((await followed).at(-1)).toMatchObject({ event: 'run', data: { status: 'succeeded' } });
  });

  test('of nobody are not found', async () => {
    const { send } = await served(passing);
    expect((await send('/runs/nothing/events')).status).toBe(404);
  });
});
