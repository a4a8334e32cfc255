import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { beforeAll, describe, expect, test } from 'vitest';
import { memoryStorage } from '../../adapters/memory/index.js';
import { createHandler } from '../../src/http/index.js';
import { allRoutes } from '../../src/http/routes/all-routes.js';
import { defaultPlans, PromptForge } from '../../src/index.js';
import { scriptedModel } from '../../src/testing/scripted-model.js';
import { best, better, prompt, secret } from '../fixtures/forge-with-model.js';
import { answersOf } from '../fixtures/prompt-world.js';

type Schema = Record<string, unknown>;
interface Operation {
  readonly requestBody?: { readonly content: { readonly 'application/json': { readonly schema: Schema } } };
  readonly responses: Record<string, { readonly content?: Record<string, { readonly schema: Schema }> }>;
}

const sevenD = { domain: 'saas', output_format: 'md' };
const cases = [{ name: 'is short', assertions: [{ type: 'contains', value: 'note', ignoreCase: true }] }];
const all = defaultPlans.at(-1)?.id ?? '';

/** Of each operation with a body, one that is right, and some that are wrong, by the field at fault. */
const bodies: Record<string, { readonly right: object; readonly wrong: Record<string, unknown> }> = {
  optimize: {
    right: { prompt, sevenD, budget: { calls: 60, tokens: null }, refresh: true },
    wrong: {
      'no object': [],
      'no prompt': { sevenD },
      'a prompt that is a number': { prompt: 7, sevenD },
      'no 7D': { prompt },
      'a field too many': { prompt, sevenD, model: 'gpt' },
      'a budget of nothing': { prompt, sevenD, budget: { calls: 0 } },
      'a budget in another unit': { prompt, sevenD, budget: { dollars: 1 } },
      'a domain that is none': { prompt, sevenD: { ...sevenD, domain: 'pirates' } },
    },
  },
  score: { right: { prompt, sevenD }, wrong: { 'no prompt': { sevenD } } },
  compare: {
    right: { first: prompt, second: better, sevenD },
    wrong: { 'one prompt alone': { first: prompt, sevenD } },
  },
  test: {
    right: { prompt, cases, concurrency: 2 },
    wrong: {
      'no cases': { prompt, cases: [] },
      'a case without assertions': { prompt, cases: [{ name: 'one', assertions: [] }] },
      'too many at once': { prompt, cases, concurrency: 9 },
      'refresh, which it does not take': { prompt, cases, refresh: true },
    },
  },
};

const world = answersOf({
  original: prompt,
  judged: { [prompt]: [2], [better]: [3], [best]: [4] },
  rewritten: { clarify: best },
});
const model = scriptedModel((asked) => (asked.purpose === 'test' ? 'A short note.' : world(asked)));

/** A forge whose plan includes everything, with one run of each kind behind it. */
async function servedWorld() {
  const forge = new PromptForge({
    ...{ storage: memoryStorage(), model, session: { secret }, cache: false },
    loop: { maxSteps: 1, candidates: 1, composed: false, maxSamples: 3, maxConfirmations: 1 },
  });
  await forge.plans.assign({ orgId: 'acme', planId: all });
  const { accessToken: token } = await forge.sessions.issue({ userId: 'ada', orgId: 'acme' });
  const handle = createHandler(forge);
  const send = (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
    handle(
      new Request(`http://localhost/api${path}`, {
        method,
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...headers },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    );
  const document = (await (await send('GET', '/openapi.json')).json()) as {
    readonly paths: Record<string, Record<string, Operation>>;
    readonly components: { readonly schemas: Record<string, Schema> };
  };
  return { forge, handle, send, document, token };
}

let served: Awaited<ReturnType<typeof servedWorld>>;
let ajv: Ajv2020;
let runId = '';

/** Every object of what we answer has the described fields alone; bodies say so themselves. */
function closed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(closed);
  if (typeof value !== 'object' || value === null) return value;
  const copy = Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, closed(inner)]));
  return 'properties' in copy && !('additionalProperties' in copy) ? { ...copy, additionalProperties: false } : copy;
}

beforeAll(async () => {
  served = await servedWorld();
  ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats.default(ajv);
  ajv.addSchema({ $id: 'doc', components: closed(served.document.components) as Schema });
  const response = await served.send('POST', '/gpt-editor', bodies.optimize?.right);
  ({ runId } = (await response.json()) as { runId: string });
});

function faultsOf(schema: Schema, value: unknown): unknown {
  const local = JSON.parse(JSON.stringify(closed(schema)).replaceAll('"#/', '"doc#/')) as Schema;
  const validate = ajv.compile(local);
  return validate(value) ? null : validate.errors?.slice(0, 3);
}

function describedAt(path: string, method: string): Operation {
  const operation = served.document.paths[path]?.[method.toLowerCase()];
  if (operation === undefined) throw new Error(`${method} ${path} is not described.`);
  return operation;
}

const routes = allRoutes('/api');

describe.each(routes.map((one) => [`${one.method} ${one.path}`, one] as const))('%s', (_, route) => {
  const path = () => route.path.replace('{runId}', runId);
  const body = bodies[route.operationId];

  test('answers what its description says', async () => {
    const response = await served.send(route.method, path(), body?.right);
    expect(response.status).toBe(200);
    const schema = describedAt(route.path, route.method).responses[200]?.content?.['application/json']?.schema;
    expect(schema).toBeDefined();
    expect(faultsOf(schema ?? {}, await response.json())).toBeNull();
  });

  test('has a description of its body that takes what is right, and what it refuses itself is wrong by it', async () => {
    expect(route.body !== null).toBe(body !== undefined);
    if (body === undefined) return;
    const schema = describedAt(route.path, route.method).requestBody?.content['application/json'].schema ?? {};
    expect(faultsOf(schema, body.right)).toBeNull();
    for (const [why, wrong] of Object.entries(body.wrong)) {
      expect(faultsOf(schema, wrong), why).not.toBeNull();
      const response = await served.send(route.method, path(), wrong);
      expect([400, 422], why).toContain(response.status);
      expect(faultsOf({ $ref: '#/components/schemas/Problem' }, await response.json()), why).toBeNull();
    }
  });

  test('asks for the permission and the feature that stand beside it', async () => {
    const anonymous = await served.handle(new Request(`http://localhost/api${path()}`, { method: route.method }));
    if (route.permission === null) {
      expect(anonymous.status).toBe(200);
      return;
    }
    expect(anonymous.status).toBe(401);
    const { forge } = served;
    const request = { userId: 'eve', orgId: 'nothing', role: 'viewer' } as const;
    const refusedTo = async (token: string) => {
      const headers = { authorization: `Bearer ${token}` };
      const response = await served.send(route.method, path(), body?.right, headers);
      return response.status === 403 ? ((await response.json()) as { code: string }).code : response.status;
    };
    const { accessToken: viewer } = await forge.sessions.issue(request);
    const mayView = forge.sessions.permissions[route.permission].includes('viewer');
    if (!mayView) expect(await refusedTo(viewer)).toBe('permission_denied');
    const { accessToken: member } = await forge.sessions.issue({ ...request, role: 'member' });
    const [pilot] = defaultPlans;
    const isIncluded = route.feature === null || pilot.features[route.feature] === true;
    if (!isIncluded) expect(await refusedTo(member)).toBe('plan_feature_missing');
  });
});
