import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import { afterAll, beforeAll, describe, expect, expectTypeOf, test } from 'vitest';
import { nodeHandler } from '../../adapters/node/index.js';
import { verifyBundle } from '../../src/bundles.js';
import { createClient } from '../../src/client/index.js';
import { createHandler } from '../../src/http/index.js';
import { bundleDownloads } from '../../src/index.js';
import { forgeWithExports } from '../fixtures/forge-with-exports.js';
import { better, prompt } from '../fixtures/forge-with-model.js';
import { addressOf } from '../hosts/trial-hosts.js';

const origin = 'https://app.example.com';
const parts = forgeWithExports();
const server = createServer(nodeHandler(createHandler(parts.forge, { cors: { origins: [origin] } })));
let baseUrl: string;
let token: string;
let runId: string;

beforeAll(async () => {
  baseUrl = `${await addressOf(server)}/api`;
  token = await parts.tokenOf('ada');
  runId = await parts.passed(token);
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const sent = (path: string, init: RequestInit = {}) =>
  fetch(`${baseUrl}${path}`, { ...init, headers: { authorization: `Bearer ${token}`, origin, ...init.headers } });

describe('bundles over HTTP', () => {
  test('are the bytes that the facet gives, under a name, with their hash', async () => {
    const { id: bundleId } = await parts.forge.bundles.export({ token, runId });
    for (const format of bundleDownloads) {
      const file = await parts.forge.bundles.download({ token, bundleId, format });
      const response = await sent(`/bundles/${bundleId}/download?format=${format}`);
      const bytes = new Uint8Array(await response.arrayBuffer());
      expect(Buffer.from(bytes).equals(file.bytes), format).toBe(true);
      const { headers } = response;
      expect(headers.get('content-type')).toBe(file.mediaType);
      expect(headers.get('content-disposition')).toBe(`attachment; filename="${file.fileName}"`);
      expect(headers.get('etag')).toBe(`"${file.sha256}"`);
      const digest = createHash('sha256').update(bytes).digest('base64');
      expect(headers.get('repr-digest')).toBe(`sha-256=:${digest}:`);
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      for (const name of ['Content-Disposition', 'ETag', 'Repr-Digest']) {
        expect(headers.get('access-control-expose-headers')).toContain(name);
      }
    }
  });

  test('tell their headers alone to HEAD', async () => {
    const { id } = await parts.forge.bundles.export({ token, runId });
    const response = await sent(`/bundles/${id}/download?format=zip`, { method: 'HEAD' });
    expect([response.status, await response.text()]).toEqual([200, '']);
    expect(response.headers.get('content-type')).toBe('application/zip');
  });

  test('are refused as problems, with the status of their code', async () => {
    const scored = await parts.scored(token, prompt);
    const exporting = (body: object) =>
      sent('/bundles', { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } });
    const refusals = [
      [await exporting({ runId: scored }), 409, 'bundle_below_gate'],
      [await exporting({ runId: 'nothing' }), 404, 'run_not_found'],
      [await sent('/bundles/nothing'), 404, 'bundle_not_found'],
      [await sent('/bundles/nothing/download?format=zip'), 404, 'bundle_not_found'],
      [await sent('/bundles/nothing/download?format=pdf'), 400, 'request_invalid'],
      [await sent('/bundles/nothing/download'), 400, 'request_invalid'],
    ] as const;
    for (const [response, status, code] of refusals) {
      expect([response.status, await response.json()]).toMatchObject([status, { code }]);
      expect(response.headers.get('content-type')).toBe('application/problem+json');
    }
  });

  test('reach the typed client as bytes', async () => {
    const client = createClient({ baseUrl, token: () => token });
    const made = await client.POST('/bundles', { body: { runId } });
    const bundleId = made.data?.id ?? '';
    const { data } = await client.GET('/bundles/{bundleId}/download', {
      params: { path: { bundleId }, query: { format: 'zip' } },
      parseAs: 'arrayBuffer',
    });
    expectTypeOf(data).toEqualTypeOf<ArrayBuffer | undefined>();
    expect(await verifyBundle(new Uint8Array(data ?? new ArrayBuffer()))).toMatchObject({ ok: true, bundleId });
    const text = await client.GET('/bundles/{bundleId}/download', {
      params: { path: { bundleId }, query: { format: 'txt' } },
      parseAs: 'text',
    });
    expect(text.data).toBe(better);
  });
});
