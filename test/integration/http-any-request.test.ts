import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createHandler } from '../../src/http/index.js';
import { allRoutes } from '../../src/http/routes/all-routes.js';
import { amount } from '../endurance/amount.js';
import { forgeWithModel, prompt } from '../fixtures/forge-with-model.js';
import { planWith } from '../fixtures/plan-with.js';

/** Stands in everything the requests say, so that an echo of it is found. */
const mark = 'zq7-text-of-a-user-7qz';

const unlimited = planWith({});

/** Four times in five what is right, else something that may be anything: most requests are wrong in one place. */
const mostly = <T, U>(right: T, wild: fc.Arbitrary<U>) =>
  fc.oneof({ weight: 4, arbitrary: fc.constant(right) }, { weight: 1, arbitrary: wild });

const marked = fc.string({ unit: 'binary', maxLength: 40 }).map((text) => `${mark}${text}`);
/** Text that a header may hold. */
const headerText = fc
  .array(
    fc.integer({ min: 0x20, max: 0xff }).filter((code) => code !== 0x7f),
    { maxLength: 40 },
  )
  .map((codes) => `${mark}${String.fromCharCode(...codes)}`);

const sevenD = mostly(
  { domain: 'saas', output_format: 'md' },
  fc.oneof(
    fc.jsonValue(),
    fc.dictionary(
      fc.oneof(fc.constantFrom('domain', 'output_format', 'scale', '__proto__'), marked),
      fc.oneof(fc.jsonValue(), marked),
    ),
  ),
);
/** As deep as a parser may be asked to go. */
const deep = fc.integer({ min: 1, max: 700 }).map((depth) => `${'['.repeat(depth)}${']'.repeat(depth)}`);

const body = fc.oneof(
  fc
    .record({ prompt: fc.oneof(fc.constant(`${prompt} ${mark}`), marked), sevenD })
    .map((value) => JSON.stringify(value)),
  fc
    .record({ prompt: fc.oneof(fc.jsonValue(), marked), sevenD, extra: fc.jsonValue() }, { requiredKeys: [] })
    .map((value) => JSON.stringify(value)),
  fc.json().map((text) => `${text} `),
  deep,
  deep.map((text) => `{"prompt":${text},"sevenD":${text}}`),
  marked,
  fc.uint8Array({ maxLength: 2_000 }).map((bytes) => new Uint8Array(bytes)),
);

/** A route, with anything for the names in its path. */
const ofRoute = fc.tuple(fc.constantFrom(...allRoutes('/api')), marked).map(([{ method, path }, text]) => ({
  method: method as string,
  path: `/api${path.replace(/\{\w+\}/g, encodeURIComponent(text.toWellFormed()))}`,
}));
const ofEditor = fc.constant({ method: 'POST', path: '/api/gpt-editor' });
const target = fc.oneof(
  { weight: 5, arbitrary: ofEditor },
  { weight: 4, arbitrary: ofRoute },
  {
    weight: 2,
    arbitrary: fc.record({
      method: fc.constantFrom('GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'PROPFIND'),
      path: fc.oneof(
        fc.constantFrom('/api/gpt-editor', '/api/analytics/user', '/api/runs', '/api/health', '/api', '/'),
        fc.webPath(),
        marked.map((text) => `/api/${encodeURI(text.toWellFormed())}`),
      ),
    }),
  },
);

const generated = fc.record({
  target,
  accept: mostly(undefined, fc.oneof(fc.constantFrom('text/event-stream', 'text/html', '*/*;q=0'), headerText)),
  requestId: mostly(undefined, headerText),
  lastEventId: mostly(undefined, headerText),
  query: fc.oneof(
    fc.constant(''),
    fc
      .record({ from: fc.oneof(fc.constant('2026-11-01'), marked), to: fc.oneof(fc.constant('2026-12-01'), marked) })
      .map((range) => `?${new URLSearchParams(range)}`),
    fc.webQueryParameters().map((text) => `?${text}`),
  ),
  authorization: mostly(
    'good',
    fc.oneof(
      fc.constant(undefined),
      headerText,
      headerText.map((text) => `Bearer ${text}`),
    ),
  ),
  contentType: mostly('application/json', fc.oneof(fc.constant(undefined), headerText)),
  idempotencyKey: mostly(
    undefined,
    fc.oneof(
      headerText,
      headerText.map((text) => `"${text}"`),
    ),
  ),
  contentLength: mostly(undefined, fc.oneof(fc.integer().map(String), headerText)),
  body,
});

describe('whatever is sent', () => {
  test('is answered as described: never a rejection, never a failure of the server, never an echo in a refusal', {
    timeout: 900_000,
  }, async () => {
    const { forge, reported, tokenFor } = forgeWithModel([], { engine: 'rules', plans: [unlimited] });
    const handle = createHandler(forge, { maxBodyBytes: 1_500 });
    const statuses = new Map<number, number>();

    await fc.assert(
      fc.asyncProperty(generated, async (sent) => {
        // Another one each time: what is sent may sign somebody out.
        const good = `Bearer ${await tokenFor()}`;
        const headers = new Headers();
        const set = (name: string, value: string | undefined) => value !== undefined && headers.set(name, value);
        set('authorization', sent.authorization === 'good' ? good : sent.authorization);
        set('content-type', sent.contentType);
        set('idempotency-key', sent.idempotencyKey);
        set('content-length', sent.contentLength);
        set('accept', sent.accept);
        set('x-request-id', sent.requestId);
        set('last-event-id', sent.lastEventId);
        const { method, path } = sent.target;
        const bodiless = method === 'GET' || method === 'HEAD';
        const request = new Request(`http://localhost${path}${sent.query}`, {
          method,
          headers,
          ...(bodiless ? {} : { body: sent.body }),
        });

        const response = await handle(request);
        statuses.set(response.status, (statuses.get(response.status) ?? 0) + 1);
        expect(response.status).toBeLessThan(500);
        expect(response.headers.get('x-request-id')).toMatch(/^[\w.:/+=-]+$/);
        const type = response.headers.get('content-type');
        if (path.endsWith('/analytics/live') && type?.startsWith('text/event-stream') === true) {
          // It has no end of its own.
          await response.body?.cancel();
          return;
        }
        const text = await response.text();
        if (response.status === 204) {
          expect([text, type]).toEqual(['', null]);
          return;
        }
        // Browsers get pages instead, which are tried where they are at home.
        if (type?.startsWith('text/html') === true) {
          if (response.status !== 200) expect(text).not.toContain(mark);
          return;
        }
        if (response.status !== 200) expect(type).toBe('application/problem+json');
        if (method === 'HEAD') {
          expect(text).toBe('');
          return;
        }
        if (response.status === 200) {
          expect(type).toMatch(/^(application\/(json|x-ndjson)|(text|image)\/[a-z+-]+)(; [a-z0-9=; -]+)?$/);
          return;
        }
        const answer = JSON.parse(text);
        expect(answer).toMatchObject({ status: response.status, code: expect.any(String) });
        // The one header that a client gets back as it sent it.
        response.headers.delete('x-request-id');
        expect(text + JSON.stringify([...response.headers])).not.toContain(mark);
      }),
      { numRuns: amount('SIZE', 1_500) },
    );

    expect(reported).toEqual([]);
    // The requests were varied enough to see every kind of answer.
    expect([...statuses.keys()].sort()).toEqual(expect.arrayContaining([200, 400, 401, 404, 405, 413, 415, 422]));
  });
});
