import { once } from 'node:events';
import { type AddressInfo, connect } from 'node:net';
import express from 'express';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expressHandler } from '../../adapters/express/index.js';
import { createHandler } from '../../src/http/index.js';
import { amount } from '../endurance/amount.js';
import { forgeWithModel, prompt } from '../fixtures/forge-with-model.js';
import { planWith } from '../fixtures/plan-with.js';

const { forge, reported, tokenFor } = forgeWithModel([], { engine: 'rules', plans: [planWith({})] });
const app = express().use(expressHandler(createHandler(forge, { maxBodyBytes: 20_000 })));
const server = app.listen(0);
let port = 0;
let token = '';

beforeAll(async () => {
  if (!server.listening) await once(server, 'listening');
  port = (server.address() as AddressInfo).port;
  token = await tokenFor();
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await forge.close();
});

const good = JSON.stringify({ prompt, sevenD: { domain: 'saas', output_format: 'md' } });

/** Bytes where text belongs, among them line breaks that would end a header. */
const bytes = fc.uint8Array({ maxLength: 60 }).map((array) => Buffer.from(array).toString('latin1'));
const injected = fc.constantFrom(
  'x\r\nset-cookie: a=b',
  'x\r\n\r\nHTTP/1.1 200 OK',
  'x\nX-Admin: 1',
  'x\u0000y',
  'x'.repeat(20_000),
);
const value = fc.oneof(bytes, injected);

const sent = fc.record({
  line: fc.oneof(
    { weight: 6, arbitrary: fc.constant('POST /api/gpt-editor HTTP/1.1') },
    { weight: 1, arbitrary: bytes.map((text) => `POST /api/${text} HTTP/1.1`) },
    { weight: 1, arbitrary: bytes },
    {
      weight: 1,
      arbitrary: fc.constantFrom('GET //%ff%fe/../api HTTP/1.1', 'POST * HTTP/1.1', 'POST /api/gpt-editor HTTP/9.9'),
    },
  ),
  headers: fc.array(
    fc.tuple(
      fc.constantFrom('idempotency-key', 'x-request-id', 'accept', 'last-event-id', 'content-type', 'cookie'),
      value,
    ),
    { maxLength: 3 },
  ),
  framing: fc.oneof(
    { weight: 4, arbitrary: fc.constant('right' as const) },
    { weight: 1, arbitrary: fc.constantFrom('too short', 'too long', 'twice', 'broken chunks', 'huge', 'none') },
  ),
  body: fc.oneof(
    fc.constant(good),
    bytes,
    fc.json(),
    fc.constantFrom(
      '{"prompt":"\\ud800"}',
      `{"prompt":"${'x'.repeat(30_000)}"}`,
      '\u00ef\u00bb\u00bf{}',
      good.slice(0, -1),
    ),
  ),
});

type Sent = typeof sent extends fc.Arbitrary<infer T> ? T : never;

function written({ line, headers, framing, body }: Sent): Buffer {
  const length = Buffer.byteLength(body, 'latin1');
  const frame = {
    right: `content-length: ${length}`,
    'too short': `content-length: ${Math.max(0, length - 5)}`,
    'too long': `content-length: ${length + 50}`,
    twice: `content-length: ${length}\r\ncontent-length: ${length + 1}`,
    'broken chunks': 'transfer-encoding: chunked',
    huge: 'content-length: 99999999999',
    none: 'x-none: 1',
  }[framing];
  const lines = [
    line,
    'host: localhost',
    `authorization: Bearer ${token}`,
    'content-type: application/json',
    ...headers.map(([name, text]) => `${name}: ${text}`),
    frame,
    'connection: close',
  ];
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n${body}`, 'latin1');
}

/** All that comes back, until the server has closed the connection or has nothing more to say. */
async function answerTo(message: Buffer): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  const pieces: Buffer[] = [];
  socket.on('data', (piece) => pieces.push(piece));
  socket.on('error', () => {});
  // Whoever sends too little is waited for: half of the connection is closed, so that nobody is.
  socket.end(message);
  await new Promise((resolve) => socket.once('close', resolve));
  return Buffer.concat(pieces).toString('latin1');
}

test('whatever bytes are sent, the server answers with a refusal or the truth, and lives', {
  timeout: 900_000,
}, async () => {
  const statuses = new Map<string, number>();
  await fc.assert(
    fc.asyncProperty(sent, async (one) => {
      const answer = await answerTo(written(one));
      const status = /^HTTP\/1\.1 (\d{3}) /.exec(answer)?.[1] ?? 'closed';
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      expect(status).toMatch(/^([24]\d\d|closed)$/);
      const [head = '', ...rest] = answer.split('\r\n\r\n');
      // Nothing that was sent has become a header of the answer.
      expect(head.toLowerCase()).not.toMatch(/^(set-cookie|x-admin):/m);
      // What the parser of Node itself refuses never reaches a route, and has no body.
      if (status.startsWith('4') && rest.join('') !== '')
        expect(head.toLowerCase()).toContain('application/problem+json');
    }),
    { numRuns: amount('SIZE', 300) },
  );
  expect(reported).toEqual([]);
  expect(statuses.size).toBeGreaterThan(3);
  const alive = await fetch(`http://127.0.0.1:${port}/api/health`);
  expect(await alive.json()).toEqual({ status: 'ok' });
});
