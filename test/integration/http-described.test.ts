import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { beforeAll, describe, expect, test } from 'vitest';
import { allRoutes } from '../../src/http/routes/all-routes.js';
import { defaultPlans, permissionTable } from '../../src/index.js';
import { describedRequests, type Prepared } from '../fixtures/described-requests.js';
import { type DescribedWorld, describedWorld } from '../fixtures/described-world.js';
import { readEvents } from '../fixtures/read-events.js';

type Schema = Record<string, unknown>;
interface Operation {
  readonly requestBody?: { readonly content: { readonly 'application/json': { readonly schema: Schema } } };
  readonly responses: Record<
    string,
    { readonly content?: Record<string, { readonly schema: Schema }>; readonly headers?: Record<string, unknown> }
  >;
}
interface Document {
  readonly paths: Record<string, Record<string, Operation>>;
  readonly components: { readonly schemas: Record<string, Schema> };
}

let world: DescribedWorld;
let document: Document;
let ajv: Ajv2020;

/** Every object of what we answer has the described fields alone; bodies say so themselves. */
function closed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(closed);
  if (typeof value !== 'object' || value === null) return value;
  const copy = Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, closed(inner)]));
  return 'properties' in copy && !('additionalProperties' in copy) ? { ...copy, additionalProperties: false } : copy;
}

beforeAll(async () => {
  world = await describedWorld();
  document = (await (await world.send('GET', '/openapi.json')).json()) as Document;
  ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats.default(ajv);
  ajv.addSchema({ $id: 'doc', components: closed(document.components) as Schema });
  // One run to look at.
  const response = await world.send('POST', '/gpt-editor', (await describedRequests.optimize?.right(world))?.body);
  expect(response.status).toBe(200);
});

function faultsOf(schema: Schema, value: unknown): unknown {
  const local = JSON.parse(JSON.stringify(closed(schema)).replaceAll('"#/', '"doc#/')) as Schema;
  const validate = ajv.compile(local);
  return validate(value) ? null : validate.errors?.slice(0, 3);
}

function describedAt(path: string, method: string): Operation {
  const operation = document.paths[path]?.[method.toLowerCase()];
  if (operation === undefined) throw new Error(`${method} ${path} is not described.`);
  return operation;
}

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const routes = allRoutes('/api');

/** What some routes ask for besides: the scopes the key is to have. */
const alsoAsked: Readonly<Record<string, string>> = { createApiKey: 'runs:create' };

test('every request that is written down is one to a route', () => {
  const operations = routes.map(({ operationId }) => operationId);
  expect(Object.keys(describedRequests).filter((operationId) => !operations.includes(operationId))).toEqual([]);
  expect(new Set(operations).size).toBe(operations.length);
});

describe.each(routes.map((one) => [`${one.method} ${one.path}`, one] as const))('%s', (_, route) => {
  const described = describedRequests[route.operationId];
  const isOnlyStreamed = route.output === null && route.media.length === 0 && route.isStreamed;
  const status = route.output === null && route.media.length === 0 && !isOnlyStreamed ? 204 : 200;
  const prepared = async (): Promise<Prepared> => (await described?.right(world)) ?? {};
  const pathWith = ({ params = {}, query = {} }: Prepared) => {
    const path = route.path.replace(/\{(\w+)\}/g, (_name, name: string) => encodeURIComponent(params[name] ?? ''));
    const search = new URLSearchParams(query).toString();
    return search === '' ? path : `${path}?${search}`;
  };

  test('answers what its description says', async () => {
    const request = await prepared();
    const headers = request.token === undefined ? {} : bearer(request.token);
    const response = await world.send(route.method, pathWith(request), request.body, headers);
    if (isOnlyStreamed) {
      expect(response.status).toBe(200);
      const types = Object.keys(describedAt(route.path, route.method).responses[status]?.content ?? {});
      expect(types).toEqual([response.headers.get('content-type')?.split(';')[0]]);
      const told: unknown[] = [];
      for await (const event of readEvents(response)) if (told.push(event) === 1) break;
      expect(told).toMatchObject([{ id: expect.any(String), event: expect.any(String), data: {} }]);
      return;
    }
    const text = await response.text();
    expect([response.status, response.status === status ? '' : text]).toEqual([status, '']);
    const success = describedAt(route.path, route.method).responses[status];
    expect(success).toBeDefined();
    if (route.media.length > 0) {
      expect(Object.keys(success?.content ?? {})).toEqual(route.media);
      expect(route.media).toContain(response.headers.get('content-type')?.split(';')[0]);
      expect(Object.keys(success?.headers ?? {}).filter((name) => !response.headers.has(name))).toEqual([]);
      expect(text).not.toBe('');
      return;
    }
    if (route.output === null) {
      expect(text).toBe('');
      return;
    }
    const schema = success?.content?.['application/json']?.schema;
    expect(schema).toBeDefined();
    expect(faultsOf(schema ?? {}, JSON.parse(text))).toBeNull();
  });

  test('has a description of its body that takes what is right, and what it refuses itself is wrong by it', async () => {
    const { wrong = {} } = described ?? {};
    expect(route.body !== null).toBe(Object.keys(wrong).length > 0);
    if (route.body === null) return;
    const request = await prepared();
    const headers = request.token === undefined ? {} : bearer(request.token);
    const schema = describedAt(route.path, route.method).requestBody?.content['application/json'].schema ?? {};
    expect(faultsOf(schema, request.body)).toBeNull();
    for (const [why, body] of Object.entries(wrong)) {
      expect(faultsOf(schema, body), why).not.toBeNull();
      const response = await world.send(route.method, pathWith(request), body, headers);
      expect([400, 422], why).toContain(response.status);
      expect(faultsOf({ $ref: '#/components/schemas/Problem' }, await response.json()), why).toBeNull();
    }
  });

  test('asks for the permission and the feature that stand beside it', async () => {
    const { forge } = world;
    const request = await prepared();
    const sentBy = (authorization: Record<string, string>) =>
      world.handle(
        new Request(`http://localhost/api${pathWith(request)}`, {
          method: route.method,
          headers: { 'content-type': 'application/json', ...authorization },
          ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
        }),
      );
    const anonymous = await sentBy({});
    expect(anonymous.status).toBe(route.permission === null ? status : 401);
    if (route.permission === null || route.permission === 'any') return;
    const refusedTo = async (role: 'viewer' | 'member') => {
      const { accessToken } = await forge.sessions.issue({ userId: 'eve', orgId: 'nothing', role });
      const response = await sentBy(bearer(accessToken));
      return response.status === 403 ? ((await response.json()) as { code: string }).code : response.status;
    };
    const mayView = forge.sessions.permissions[route.permission].includes('viewer');
    if (!mayView) expect(await refusedTo('viewer')).toBe('permission_denied');
    const [pilot] = defaultPlans;
    const isIncluded = route.feature === null || pilot.features[route.feature] === true;
    if (!isIncluded) expect(await refusedTo('member')).toBe('plan_feature_missing');
  });

  test('takes no other permission than that', async () => {
    if (route.permission === null || route.permission === 'any') return;
    const request = await prepared();
    const permissions = Object.fromEntries(Object.keys(permissionTable).map((name) => [name, [] as const]));
    const { forge, handle } = world.sibling({ ...permissions, [route.permission]: ['viewer'] });
    const { accessToken } = await forge.sessions.issue({ userId: 'eve', orgId: 'nothing', role: 'viewer' });
    const response = await handle(
      new Request(`http://localhost/api${pathWith(request)}`, {
        method: route.method,
        headers: { 'content-type': 'application/json', ...bearer(accessToken) },
        ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
      }),
    );
    const problem = response.status === 403 ? ((await response.json()) as { details: { permission?: string } }) : null;
    expect(problem?.details.permission).toBe(alsoAsked[route.operationId]);
  });
});
