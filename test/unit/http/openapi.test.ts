import { Validator } from '@seriousme/openapi-schema-validator';
import { expect, test } from 'vitest';
import { allRoutes } from '../../../src/http/routes/all-routes.js';
import { servedForge } from './served-forge.js';

type Document = {
  readonly paths: Record<
    string,
    Record<string, { readonly operationId: string; readonly parameters: readonly { name: string; in: string }[] }>
  >;
  readonly components: { readonly schemas: Record<string, unknown> };
};

async function served(): Promise<Document> {
  const response = await servedForge().send('/api/openapi.json');
  expect(response.status).toBe(200);
  return (await response.json()) as Document;
}

test('the description is one of OpenAPI 3.1', async () => {
  const validator = new Validator();
  expect(await validator.validate({ ...(await served()) })).toEqual({ valid: true });
  expect(validator.version).toBe('3.1');
});

test('every route is described, with the names of its path, once', async () => {
  const { paths } = await served();
  const described = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), ...operation })),
  );
  const routes = allRoutes('/api');
  expect(described.map(({ path, method }) => `${method} ${path}`)).toEqual(
    routes.map(({ path, method }) => `${method} ${path}`),
  );
  expect(new Set(described.map(({ operationId }) => operationId)).size).toBe(routes.length);
  for (const { path, parameters } of described) {
    const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    expect(parameters.filter((one) => one.in === 'path').map(({ name }) => name)).toEqual(names);
  }
});

test('every reference leads to a schema, and every schema is referred to', async () => {
  const document = await served();
  const text = JSON.stringify(document);
  const referred = new Set([...text.matchAll(/"#\/components\/schemas\/(\w+)"/g)].map(([, name]) => name));
  expect([...referred].sort()).toEqual(Object.keys(document.components.schemas).sort());
  expect(text).not.toContain('#/$defs');
});

test('the routes are where the handler is mounted', async () => {
  const at = async (basePath: string) => {
    const response = await servedForge({ handler: { basePath } }).send(`${basePath}/openapi.json`);
    return ((await response.json()) as { servers: unknown }).servers;
  };
  expect(await at('/v1/forge')).toEqual([{ url: '/v1/forge' }]);
  expect(await at('')).toEqual([{ url: '/' }]);
});

test('parameters and fields say what they are', async () => {
  const { paths } = await served();
  const parameters = paths['/runs']?.get?.parameters ?? [];
  expect(parameters).toContainEqual(
    expect.objectContaining({ name: 'limit', required: false, description: 'Default: 20.' }),
  );
});
