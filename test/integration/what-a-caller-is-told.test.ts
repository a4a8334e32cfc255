import { describe, expect, test } from 'vitest';
import { memoryStorage } from '../../adapters/memory/index.js';
import { parsePageCursor } from '../../adapters/sql/cursors/page-cursor.js';
import { createHandler } from '../../src/http/index.js';
import { type Model, noUsage, PromptForge } from '../../src/index.js';
import { rejectCandidate } from '../../src/optimize/reject-candidate.js';
import { scriptedModel } from '../../src/testing/scripted-model.js';
import { forgeWithModel } from '../fixtures/forge-with-model.js';
import { refusal, rejection } from '../fixtures/rejection.js';

const secret = 'a secret of at least thirty-two bytes';
const ask = { prompt: 'Write a note to our customers.', sevenD: { domain: 'saas', output_format: 'md' } } as const;

test('a run by rules that is aborted once it is reserved is canceled, and gives its call back', async () => {
  const { forge, tokenFor } = forgeWithModel([], { engine: 'rules' });
  const token = await tokenFor();
  const controller = new AbortController();
  const run = forge.optimize({
    ...ask,
    token,
    signal: controller.signal,
    onEvent: ({ type }) => type === 'quota.reserved' && controller.abort(),
  });
  expect((await rejection(run)).code).toBe('run_canceled');
  expect((await forge.plans.usage({ token })).quota.map(({ used }) => used)).toEqual([0, 0]);
});

test.each([
  ['req_123-a', 'req_123-a'],
  ['sk-live <script>', null],
  ['x'.repeat(101), null],
])('a request id of a provider (%j) reaches clients only if it looks like one', async (requestId, told) => {
  const failure = { outcome: 'failed', code: 'model_unavailable', message: 'It failed.', retryAfterMs: null } as const;
  const report = { cause: null, usage: noUsage, requestId, attempts: 1, latencyMs: 1 };
  const model: Model = { ...scriptedModel([]), generate: async () => ({ ...failure, ...report }) };
  const forge = new PromptForge({ storage: memoryStorage(), model, session: { secret } });
  const { accessToken: token } = await forge.sessions.issue({ userId: 'ada' });
  expect((await rejection(forge.optimize({ ...ask, token }))).details).toEqual({ requestId: told });
});

describe('over HTTP', () => {
  const served = async (path: string, init: RequestInit = {}) => {
    const forge = new PromptForge({ storage: memoryStorage(), engine: 'rules', session: { secret } });
    const { accessToken } = await forge.sessions.issue({ userId: 'ada' });
    const headers = { authorization: `Bearer ${accessToken}`, 'content-type': 'application/json' };
    const response = await createHandler(forge)(new Request(`http://localhost/api${path}`, { ...init, headers }));
    return response.json();
  };

  test('a range that ends before it begins is refused in the words of the route', async () => {
    const problem = await served('/analytics/user?from=2026-12-01&to=2026-11-01');
    expect(problem).toMatchObject({ code: 'request_invalid', detail: 'from must be earlier than to.' });
  });

  test.each([
    [{ prompt: ask.prompt }, ['sevenD']],
    [{ promt: ask.prompt, sevenD: ask.sevenD }, ['prompt']],
    [{ prompt: 1, sevenD: [] }, ['prompt', 'sevenD']],
    [{ ...ask, canary: true }, []],
    [{}, ['prompt']],
    [{ ...ask, module: { id: 'lesson-plan' } }, ['prompt']],
    [[], []],
  ])('a body names the fields at fault: %j', async (body, fields) => {
    const problem = await served('/gpt-editor', { method: 'POST', body: JSON.stringify(body) });
    expect(problem).toMatchObject({ code: 'request_invalid', details: { fields } });
    expect(JSON.stringify(problem)).not.toMatch(/promt|canary/);
  });
});

test.each(['1.a\0', '1.\ud800'])('a cursor no database could hold (%j) is the fault of the caller', async (cursor) => {
  expect((await refusal(() => parsePageCursor(cursor))).code).toBe('request_invalid');
});

test('a rewrite of five emoji is empty: characters are counted as prompts are', () => {
  expect(rejectCandidate('Write a note to our customers.', '\u{1F600}'.repeat(5))).toBe('empty');
});
