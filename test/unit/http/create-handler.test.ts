import { describe, expect, test } from 'vitest';
import { cookieToken, createHandler } from '../../../src/http/index.js';
import { errorCodes, httpStatus, type PromptForge, PromptForgeError, toProblem } from '../../../src/index.js';
import { planWith } from '../../fixtures/plan-with.js';
import { goodBody, problemOf, servedForge } from './served-forge.js';

/** A forge whose every session check fails with this. */
function forgeThatThrows(thrown: unknown) {
  const reported: unknown[] = [];
  const forge = {
    sessions: { require: () => Promise.reject(thrown) },
    reportError: (error: unknown, context: unknown) => reported.push([error, context]),
  } as unknown as PromptForge;
  return { handle: createHandler(forge), reported };
}

const editorRequest = () => new Request('http://localhost/api/gpt-editor', { method: 'POST' });

describe('the routes', () => {
  test('POST /gpt-editor takes a prompt the whole way', async () => {
    const response = await servedForge().post(goodBody);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('application/json');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await response.json()).toMatchObject({
      runId: expect.any(String),
      replayed: false,
      planId: 'pilot',
      engine: 'rules',
      charge: { calls: 1, tokens: 0, cost: 0 },
      original: { prompt: goodBody.prompt },
    });
  });

  test('GET /analytics/user tells what the caller did, and what is left', async () => {
    const { post, get } = servedForge();
    await post(goodBody);
    const response = await get('/api/analytics/user');
    expect(response.status).toBe(200);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await response.json()).toMatchObject({
      runs: { succeeded: 1 },
      plan: { id: 'pilot', title: 'Pilot' },
      quota: [{ name: 'user-calls-hour', used: 1 }, { name: 'user-calls-month' }],
    });
  });

  test('GET /health needs no token and asks nothing of a closed forge', async () => {
    const { forge, send } = servedForge();
    await forge.close();
    const response = await send('/api/health');
    expect([response.status, await response.json()]).toEqual([200, { status: 'ok' }]);
  });

  test('a closed forge answers 503', async () => {
    const { forge, post } = servedForge();
    const token = (await forge.sessions.issue({ userId: 'ada' })).accessToken;
    await forge.close();
    await problemOf(await post(goodBody, { authorization: `Bearer ${token}` }), 'client_closed');
  });
});

describe('the base path', () => {
  test.each([
    [undefined, '/api/health'],
    ['/api', '/api/health'],
    ['api/', '/api/health'],
    ['//api//', '/api/health'],
    ['/', '/health'],
    ['', '/health'],
    ['/v1/tools/forge', '/v1/tools/forge/health'],
  ])('%j puts the health route on %s', async (basePath, path) => {
    const { send } = servedForge({ handler: basePath === undefined ? {} : { basePath } });
    expect((await send(path)).status).toBe(200);
    await problemOf(await send(`/else${path}`), 'route_not_found');
  });

  test.each([
    '/',
    '/api',
    '/api/',
    '/api/health/',
    '/api/Health',
    '/api/health/x',
    '/apihealth',
    '//api/health',
    '/health',
  ])('there is nothing at %s', async (path) => {
    await problemOf(await servedForge().send(path), 'route_not_found');
  });
});

describe('methods', () => {
  test.each([
    ['POST', '/api/health', 'GET, HEAD, OPTIONS'],
    ['DELETE', '/api/analytics/user', 'GET, HEAD, OPTIONS'],
    ['GET', '/api/gpt-editor', 'POST, OPTIONS'],
    ['PUT', '/api/gpt-editor', 'POST, OPTIONS'],
  ])('%s %s is answered 405 with Allow: %s', async (method, path, allow) => {
    const response = await servedForge().send(path, { method });
    expect(response.headers.get('allow')).toBe(allow);
    await problemOf(response, 'method_not_allowed');
  });

  test('HEAD is answered as GET, without the body', async () => {
    const { send, tokenFor } = servedForge();
    const head = { method: 'HEAD', headers: { authorization: `Bearer ${await tokenFor()}` } };
    const response = await send('/api/analytics/user', head);
    expect([response.status, response.body]).toEqual([200, null]);
    expect(response.headers.get('content-type')).toBe('application/json');
    expect(response.headers.get('ratelimit')).toMatch(/user-calls-hour/);
  });

  test.each([
    ['/api/analytics/user', 401],
    ['/api/nowhere', 404],
    ['/api/gpt-editor', 405],
  ])('HEAD of a refusal has no body either: %s', async (path, status) => {
    const response = await servedForge().send(path, { method: 'HEAD' });
    expect([response.status, response.body]).toEqual([status, null]);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
  });
});

describe('strangers', () => {
  test.each([
    undefined,
    'Basic YWRhOnNlY3JldA==',
    'Bearer',
    'Bearer  ',
    'Bearer one two',
    'Token abc',
  ])('without a bearer token (%j) are challenged without an error code', async (authorization) => {
    const { send } = servedForge();
    const response = await send(
      '/api/analytics/user',
      authorization === undefined ? {} : { headers: { authorization } },
    );
    expect(response.headers.get('www-authenticate')).toBe('Bearer');
    await problemOf(response, 'session_missing');
  });

  test('with a token of somebody else are told that it is invalid', async () => {
    const { send } = servedForge();
    const response = await send('/api/analytics/user', { headers: { authorization: 'Bearer a.b.c' } });
    expect(response.headers.get('www-authenticate')).toBe('Bearer error="invalid_token"');
    await problemOf(response, 'session_invalid');
  });

  test('with an expired token are told that it is invalid, as RFC 6750 has it', async () => {
    const { send, clock, tokenFor } = servedForge();
    const authorization = `Bearer ${await tokenFor({ expiresInSeconds: 60 })}`;
    clock.advance(66_000);
    const response = await send('/api/analytics/user', { headers: { authorization } });
    expect(response.headers.get('www-authenticate')).toBe('Bearer error="invalid_token"');
    await problemOf(response, 'session_expired');
  });

  test('may spell the scheme as they like', async () => {
    const { send, tokenFor } = servedForge();
    const response = await send('/api/analytics/user', { headers: { authorization: `bEARER   ${await tokenFor()}` } });
    expect(response.status).toBe(200);
  });

  test('are turned away before their body is read', async () => {
    const { handle } = servedForge();
    let pulls = 0;
    const pull = () => {
      pulls += 1;
    };
    const body = new ReadableStream({ pull }, { highWaterMark: 0 });
    const request = new Request('http://localhost/api/gpt-editor', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
      duplex: 'half',
    } as RequestInit);
    await problemOf(await handle(request), 'session_missing');
    expect(pulls).toBe(0);
  });
});

describe('errors', () => {
  test.each(errorCodes)('%s is answered with its status, as a problem document', async (code) => {
    const details = { known: 'fact' };
    const { handle } = forgeThatThrows(new PromptForgeError(code, 'What to do about it.', { details }));
    const problem = await problemOf(await handle(editorRequest()), code);
    const { detail, details: told } = toProblem(new PromptForgeError(code, 'What to do about it.', { details }));
    expect(problem).toMatchObject({ detail, details: told });
  });

  test.each(errorCodes)('%s is reported when it is the fault of the server, and then alone', async (code) => {
    const error = new PromptForgeError(code, 'What to do about it.');
    const { handle, reported } = forgeThatThrows(error);
    await handle(editorRequest());
    expect(reported).toEqual(
      httpStatus[code] >= 500 ? [[error, { during: 'http', requestId: expect.any(String) }]] : [],
    );
  });

  test.each([
    new TypeError('the secret of the host'),
    'the secret of the host',
    undefined,
    null,
    { message: 'the secret of the host' },
  ])('an unknown failure (%s) is answered without its message and reported once', async (thrown) => {
    const { handle, reported } = forgeThatThrows(thrown);
    const problem = await problemOf(await handle(editorRequest()), 'internal');
    expect(JSON.stringify(problem)).not.toContain('secret');
    expect(reported).toEqual([[thrown, { during: 'http', requestId: expect.any(String) }]]);
  });

  test('a code of a later version is answered as internal, and reported', async () => {
    const error = Object.assign(new PromptForgeError('internal', 'the secret of the host'), { code: 'of_version_9' });
    const { handle, reported } = forgeThatThrows(error);
    const problem = await problemOf(await handle(editorRequest()), 'internal');
    expect(problem.detail).not.toContain('secret');
    expect(reported).toHaveLength(1);
  });

  test('the cause of an error stays inside', async () => {
    const cause = new Error('the secret of the host');
    const { handle } = forgeThatThrows(new PromptForgeError('storage_unavailable', 'Try again.', { cause }));
    expect(await (await handle(editorRequest())).text()).not.toContain('secret');
  });

  test('a host whose reporting fails still answers', async () => {
    const onError = () => {
      throw new Error('the tracker is down');
    };
    const { forge, post, tokenFor } = servedForge({ onError });
    const authorization = `Bearer ${await tokenFor()}`;
    await forge.close();
    await problemOf(await post(goodBody, { authorization }), 'client_closed');
  });

  test.each([
    [0, '0'],
    [1, '1'],
    [1_000, '1'],
    [1_001, '2'],
    [null, null],
  ])('a wait of %s ms is announced as Retry-After: %s', async (retryAfterMs, header) => {
    const { handle } = forgeThatThrows(new PromptForgeError('model_rate_limited', 'Wait.', { retryAfterMs }));
    expect((await handle(editorRequest())).headers.get('retry-after')).toBe(header);
  });
});

describe('the access token', () => {
  test('may come in a cookie, unless another site has made the request', async () => {
    const { send, tokenFor } = servedForge({ handler: { tokenOf: cookieToken('session') } });
    const headers = { cookie: `session=${await tokenFor()}`, 'content-type': 'application/json' };
    expect((await send('/api/usage', { headers })).status).toBe(200);
    const write = (site: string) =>
      send('/api/gpt-editor', {
        ...{ method: 'POST', body: JSON.stringify(goodBody) },
        headers: { ...headers, 'sec-fetch-site': site },
      });
    expect((await write('same-origin')).status).toBe(200);
    await problemOf(await write('cross-site'), 'session_missing');
  });

  test('whose plan lacks the feature is refused before the body is read', async () => {
    const plan = planWith({}, { features: { gpt_editor: false } });
    const { post } = servedForge({ plans: [plan] });
    await problemOf(await post('no JSON at all'), 'plan_feature_missing');
  });
});

test('a page says that it depends on both what is accepted and where it is asked from', async () => {
  const { send } = servedForge({ handler: { cors: { origins: ['https://app.example.com'] } } });
  const headers = { accept: 'text/html', origin: 'https://app.example.com' };
  const response = await send('/api/dashboard', { headers });
  expect(response.headers.get('content-type')).toContain('text/html');
  expect(response.headers.get('vary')).toBe('Accept, Origin');
});

test('HEAD is answered, though what nobody reads fails to end', async () => {
  async function* rows() {
    try {
      yield new TextEncoder().encode('id\r\n');
    } finally {
      // biome-ignore lint/correctness/noUnsafeFinally: it is what a storage that goes away does.
      throw new Error('The storage went away.');
    }
  }
  const forge = {
    sessions: { require: async () => ({}) },
    plans: { require: async () => {} },
    analytics: { export: rows },
    reportError: () => {},
  } as unknown as PromptForge;
  const response = await createHandler(forge)(new Request('http://localhost/api/analytics/export', { method: 'HEAD' }));
  expect([response.status, response.body]).toEqual([200, null]);
});
