import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'vitest';
import { guardCases } from './guard-cases.js';
import { open, post, send } from './send.js';
import { eventBytes, eventCount } from './trial-handler.js';

/** A host that serves the trial below `/trial`, a forge below `/api`, and guarded routes below `/guarded`. */
export interface RunningHost {
  readonly url: string;
  /** Signs somebody in, of whom no other case knows. */
  readonly newToken: () => Promise<string>;
}

export interface HostCase {
  readonly promise: string;
  readonly run: (host: RunningHost) => Promise<void>;
}

const told = async ({ url }: RunningHost, id: string) => JSON.parse((await send(`${url}/trial/told?id=${id}`)).body);

/** A JSON text of about so many bytes. */
const jsonOf = (bytes: number) => JSON.stringify({ text: 'é'.repeat(bytes / 2) });

/** What every host promises, over HTTP alone. */
export const hostCases: readonly HostCase[] = [
  {
    promise: 'passes on the whole path and query',
    async run({ url }) {
      const target = '/trial/deep/a%20b?x=1&x=2&y=%2F';
      const { body } = await send(`${url}${target}`, { headers: { 'x-own': 'kept' } });
      const got = JSON.parse(body);
      const { port, pathname, search } = new URL(got.url);
      expect([port, `${pathname}${search}`]).toEqual([new URL(url).port, target]);
      expect(got).toMatchObject({ method: 'GET', body: '', own: 'kept' });
    },
  },
  ...(['POST', 'PUT', 'PATCH', 'DELETE'] as const).map((method) => ({
    promise: `passes on a body of 250 kB, with ${method}`,
    async run({ url }: RunningHost) {
      const sent = { method, headers: { 'content-type': 'application/json' }, body: jsonOf(250_000) };
      const { status, body } = await send(`${url}/trial/echo`, sent);
      expect(status).toBe(200);
      const got = JSON.parse(body);
      expect([got.method, JSON.parse(got.body)]).toEqual([method, JSON.parse(sent.body)]);
    },
  })),
  {
    promise: 'lets the forge read a body up to its limit, and refuses a larger one',
    async run({ url, newToken }) {
      const token = await newToken();
      const sevenD = { domain: 'saas', output_format: 'md' };
      const long = await send(`${url}/api/gpt-editor`, post(token, { prompt: 'p'.repeat(250_000), sevenD }));
      expect([long.status, JSON.parse(long.body).code]).toEqual([422, 'prompt_too_long']);
      const larger = await send(`${url}/api/gpt-editor`, post(token, { prompt: 'p'.repeat(262_144), sevenD }));
      expect([larger.status, JSON.parse(larger.body).code]).toEqual([413, 'request_too_large']);
    },
  },
  {
    promise: 'serves the forge',
    async run({ url, newToken }) {
      const prompt = 'Write a release note for our billing export, for accountants.';
      const asked = post(await newToken(), { prompt, sevenD: { domain: 'saas', output_format: 'md' } });
      const { status, headers, body } = await send(`${url}/api/gpt-editor`, asked);
      expect(status).toBe(200);
      expect(headers.ratelimit).toMatch(/"user-calls-hour";r=9/);
      expect(JSON.parse(body)).toMatchObject({ original: { prompt }, charge: { calls: 1 } });
      const nowhere = await send(`${url}/api/nowhere`);
      expect([nowhere.status, nowhere.headers['content-type']]).toEqual([404, 'application/problem+json']);
    },
  },
  {
    promise: 'keeps several cookies apart',
    async run({ url }) {
      const { status, headers } = await send(`${url}/trial/cookies`);
      expect([status, headers['x-own']]).toEqual([201, 'yes']);
      expect(headers['set-cookie']).toEqual(['a=1; Path=/', 'b=2; Expires=Wed, 09 Jun 2027 10:18:14 GMT']);
    },
  },
  {
    promise: 'answers HEAD with the head alone, also of an answer with a body',
    async run({ url }) {
      const { status, headers, body } = await send(`${url}/trial/echo`, { method: 'HEAD' });
      expect([status, headers['x-method'], body]).toEqual([200, 'HEAD', '']);
    },
  },
  {
    promise: 'answers 204 without a body',
    async run({ url }) {
      const { status, headers, body } = await send(`${url}/trial/nothing`);
      expect([status, headers['x-own'], body]).toEqual([204, 'yes', '']);
      expect(headers['transfer-encoding']).toBeUndefined();
    },
  },
  {
    promise: 'aborts the signal of a request whose client leaves',
    async run(host) {
      const id = randomUUID();
      const asked = request(`${host.url}/trial/slow?id=${id}`).end();
      const broken = once(asked, 'error', { signal: AbortSignal.timeout(60_000) });
      await expect.poll(() => told(host, id)).toBe('working');
      asked.destroy(new Error('the client leaves'));
      await broken;
      await expect.poll(() => told(host, id)).toBe('aborted');
    },
  },
  {
    promise: 'cancels a stream whose reader leaves',
    async run(host) {
      const id = randomUUID();
      const [response, asked] = await open(`${host.url}/trial/events?id=${id}`);
      await once(response, 'data');
      asked.destroy();
      await expect.poll(() => told(host, id)).toBe('canceled');
    },
  },
  {
    promise: 'makes a stream no faster than it is read, and leaves nothing of it out',
    async run(host) {
      const id = randomUUID();
      const [response] = await open(`${host.url}/trial/events?id=${id}`);
      // Nobody reads: what is made now lies in buffers, of which the sockets have several megabytes.
      expect(await untilSteady(() => told(host, id))).toBeLessThan(eventCount / 2);
      let size = 0;
      let rest = '';
      const numbers: number[] = [];
      for await (const chunk of response) {
        size += chunk.length;
        const events = `${rest}${chunk}`.split('\n\n');
        rest = events.pop() ?? '';
        numbers.push(...events.map((event) => Number(/\ndata: (\d+)$/.exec(event)?.[1])));
      }
      expect([size, numbers]).toEqual([eventCount * eventBytes, Array.from({ length: eventCount }, (_, at) => at)]);
    },
  },
  {
    promise: 'breaks the connection when an answer fails in its middle, and goes on serving',
    async run({ url }) {
      await expect(send(`${url}/trial/breaking`)).rejects.toThrow(/aborted|hang up|reset/);
      expect((await send(`${url}/trial/echo`)).status).toBe(200);
    },
  },
  {
    promise: 'answers 500 for a handler that throws, without telling why',
    async run({ url }) {
      const { status, body } = await send(`${url}/trial/throwing`);
      expect(status).toBe(500);
      expect(body).not.toContain('the handler failed');
    },
  },
  ...guardCases,
];

/** Waits until a count has stayed the same for a while. */
async function untilSteady(count: () => Promise<number>): Promise<number> {
  let last = -1;
  for (let same = 0; same < 10; ) {
    const now = await count();
    same = now === last ? same + 1 : 0;
    last = now;
    await pause(20);
  }
  return last;
}
