import { describe, expect, test } from 'vitest';
import { createHandler } from '../../../src/http/index.js';
import { goodBody, problemOf, servedForge } from './served-forge.js';

const mark = 'zq7-text-of-a-user-7qz';
const bytes = (text: string) => new TextEncoder().encode(text);

/** A body in these pieces, each sent when it is asked for. Tells how many were. */
function streamOf(pieces: Iterable<Uint8Array>) {
  const iterator = pieces[Symbol.iterator]();
  const seen = { pulled: 0, canceled: false };
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        const { done, value } = iterator.next();
        if (done) return controller.close();
        seen.pulled += 1;
        controller.enqueue(value);
      },
      cancel() {
        seen.canceled = true;
      },
    },
    { highWaterMark: 0 },
  );
  return { body, seen };
}

describe('the media type', () => {
  test.each([
    'application/json',
    'application/json; charset=utf-8',
    'APPLICATION/JSON ;x=y',
  ])('%s is JSON', async (type) => {
    expect((await servedForge().post(goodBody, { 'content-type': type })).status).toBe(200);
  });

  test.each([
    'text/plain',
    'application/jsonp',
    'application/problem+json',
    'application/x-www-form-urlencoded',
    '',
  ])('%j is not', async (type) => {
    const response = await servedForge().post(goodBody, { 'content-type': type });
    await problemOf(response, 'media_type_unsupported');
  });
});

describe('the size', () => {
  const exact = JSON.stringify(goodBody);

  test('a body of exactly the limit is taken, one byte more is not', async () => {
    const { post } = servedForge({ handler: { maxBodyBytes: exact.length } });
    expect((await post(exact)).status).toBe(200);
    const problem = await problemOf(await post(`${exact} `), 'request_too_large');
    expect(problem.details).toEqual({ maxBytes: exact.length });
  });

  test('is counted in bytes, not in characters', async () => {
    const { post } = servedForge({ handler: { maxBodyBytes: 200 } });
    await problemOf(await post({ ...goodBody, prompt: 'ü'.repeat(100) }), 'request_too_large');
  });

  test('an announced length over the limit is refused before anything is read', async () => {
    const { body, seen } = streamOf([bytes(exact)]);
    const response = await servedForge().post(body, { 'content-length': '262145' });
    await problemOf(response, 'request_too_large');
    expect(seen.pulled).toBe(0);
  });

  test.each([
    '1',
    '0',
    '-5',
    'nonsense',
    '',
  ])('a length that lies (%j) does not open the door: reading stops at the limit', async (length) => {
    const { body, seen } = streamOf(Array.from({ length: 100 }, () => new Uint8Array(1_024)));
    const { post } = servedForge({ handler: { maxBodyBytes: 4_096 } });
    await problemOf(await post(body, { 'content-length': length }), 'request_too_large');
    expect(seen).toEqual({ pulled: 5, canceled: true });
  });

  test('a body over the limit is refused also when the host keeps a clone that nobody reads', async () => {
    const { forge, tokenFor } = servedForge();
    const request = new Request('http://localhost/api/gpt-editor', {
      method: 'POST',
      headers: { authorization: `Bearer ${await tokenFor()}`, 'content-type': 'application/json' },
      body: JSON.stringify({ ...goodBody, prompt: 'x'.repeat(5_000) }),
    });
    const kept = request.clone();
    await problemOf(await createHandler(forge, { maxBodyBytes: 4_096 })(request), 'request_too_large');
    expect((await kept.text()).length).toBeGreaterThan(5_000);
  });

  test('a body in many pieces is put together, also within a character', async () => {
    const { body } = streamOf(
      Array.from(bytes(JSON.stringify({ ...goodBody, prompt: 'Schreibe einen Gruß 🙂.' })), (byte) =>
        Uint8Array.of(byte),
      ),
    );
    const response = await servedForge().post(body);
    expect((await response.json()).original.prompt).toBe('Schreibe einen Gruß 🙂.');
  });
});

describe('the form', () => {
  const deep = '['.repeat(100_000);
  test.each<readonly [what: string, body: string | Uint8Array<ArrayBuffer>]>([
    ['nothing', ''],
    ['broken JSON', `{"prompt":"${mark}`],
    ['two documents', `${JSON.stringify(goodBody)}${JSON.stringify(mark)}`],
    // Latin-1 turns the u with dots into a byte that cannot stand alone in UTF-8.
    [
      'no UTF-8',
      new Uint8Array(Buffer.from(JSON.stringify({ ...goodBody, prompt: 'Schreibe mir für morgen.' }), 'latin1')),
    ],
    ['UTF-16', new Uint8Array(Buffer.from(JSON.stringify(goodBody), 'utf16le'))],
    ['100,000 opening brackets', deep],
    ['100,000 nested arrays', deep + ']'.repeat(100_000)],
    ['an array', JSON.stringify([goodBody])],
    ['null', 'null'],
    ['a text', JSON.stringify(mark)],
    ['a number', '1e999'],
    ['an unknown key', JSON.stringify({ ...goodBody, [mark]: 1 })],
    ['no prompt', JSON.stringify({ sevenD: goodBody.sevenD })],
    ['no parameters', JSON.stringify({ prompt: mark })],
    ['a prompt that is a number', JSON.stringify({ ...goodBody, prompt: 42 })],
    ['a prompt that is an array', JSON.stringify({ ...goodBody, prompt: [mark] })],
    ['parameters that are an array', JSON.stringify({ ...goodBody, sevenD: [mark] })],
    ['parameters that are a text', JSON.stringify({ ...goodBody, sevenD: mark })],
    ['an idempotency key in the wrong place', JSON.stringify({ ...goodBody, idempotencyKey: mark })],
  ])('%s is refused without an echo', async (_what, body) => {
    const problem = await problemOf(await servedForge().post(body), 'request_invalid');
    expect(JSON.stringify(problem)).not.toContain(mark);
  });

  test.each<readonly [what: string, sevenD: string]>([
    ['a value outside the list', `{"domain":"${mark}","output_format":"md"}`],
    ['an unknown parameter', `{"domain":"saas","output_format":"md","${mark}":1}`],
    ['a value of the wrong type', '{"domain":["saas"],"output_format":"md"}'],
    ['deep nesting', `{"domain":${deep}${']'.repeat(100_000)},"output_format":"md"}`],
    ['a missing one', '{"domain":"saas"}'],
    ['the names of the prototype', `{"domain":"constructor","output_format":"__proto__","toString":"${mark}"}`],
  ])('7D parameters with %s are refused without an echo', async (_what, sevenD) => {
    const response = await servedForge().post(`{"prompt":${JSON.stringify(goodBody.prompt)},"sevenD":${sevenD}}`);
    expect(JSON.stringify(await problemOf(response, 'seven_d_invalid'))).not.toContain(mark);
  });

  test('__proto__ in a body changes nothing anywhere', async () => {
    const { post } = servedForge();
    const text = JSON.stringify(goodBody);
    await post(`{"__proto__":{"polluted":true},${text.slice(1)}`);
    await post(text.replace('"sevenD":{', '"sevenD":{"__proto__":{"polluted":true},'));
    expect('polluted' in {}).toBe(false);
  });

  test('a prompt of the wrong length is refused by the pipeline, without an echo', async () => {
    const { post } = servedForge();
    await problemOf(await post({ ...goodBody, prompt: 'short' }), 'prompt_too_short');
    const long = await problemOf(await post({ ...goodBody, prompt: mark.repeat(500) }), 'prompt_too_long');
    expect(JSON.stringify(long)).not.toContain(mark);
  });

  test('whatever is refused here is charged nothing', async () => {
    const { post, get } = servedForge();
    await post('nonsense');
    await post({ ...goodBody, prompt: 'short' });
    const { runs, quota } = await (await get('/api/analytics/user')).json();
    expect(Object.values(runs)).toEqual(Object.values(runs).map(() => 0));
    expect(quota.map(({ used }: { readonly used: number }) => used)).toEqual([0, 0]);
  });
});

describe('a body that breaks off', () => {
  const broken = () =>
    new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(bytes('{"prompt":')),
      pull: (controller) => controller.error(new Error('the connection was reset')),
    });

  test('is the fault of the client, and nobody is alarmed', async () => {
    const { post, reported } = servedForge();
    await problemOf(await post(broken()), 'request_invalid');
    expect(reported).toEqual([]);
  });

  test('because the client left is a canceled request', async () => {
    const { post, reported } = servedForge();
    await problemOf(await post(broken(), {}, AbortSignal.abort()), 'run_canceled');
    expect(reported).toEqual([]);
  });

  test('but one that somebody else has read is a defect of the host', async () => {
    const { forge, reported, tokenFor } = servedForge();
    const request = new Request('http://localhost/api/gpt-editor', {
      method: 'POST',
      headers: { authorization: `Bearer ${await tokenFor()}`, 'content-type': 'application/json' },
      body: JSON.stringify(goodBody),
    });
    request.body?.getReader();
    await problemOf(await createHandler(forge)(request), 'internal');
    expect(reported).toHaveLength(1);
  });
});
