import openapiTypescript, { astToString, type OpenAPI3 } from 'openapi-typescript';
import { expect, expectTypeOf, test } from 'vitest';
import { type components, createClient } from '../../src/client/index.js';
import { builtInSevenD } from '../../src/domain/seven-d/built-in-seven-d.js';
import { openapiDocument } from '../../src/http/openapi.js';
import { allRoutes } from '../../src/http/routes/all-routes.js';

const note = `// The routes as types, made of their own description: \`npx vitest run -u test/client-types\` makes it anew.\n`;

test('the types of the client are what the routes describe', async () => {
  const document = openapiDocument(allRoutes(''), { basePath: '', ruleset: builtInSevenD });
  const text = astToString(await openapiTypescript(document as unknown as OpenAPI3, { rootTypes: false }));
  // Tags that say what stands there, and that other tools do not know.
  const plain = text.replaceAll('@description ', '').replace(/^ *\/\*\* @(constant|enum \{\w+\}) \*\/\n/gm, '');
  await expect(`${note}${plain}`).toMatchFileSnapshot('../../src/client/paths.ts');
});

// openapi-fetch would take readonly arrays for objects of any kind, so that nobody could call `map()` of one.
test('lists in answers are arrays', () => {
  const client = createClient({ baseUrl: 'https://example.com/api' });
  const plans = async () => (await client.GET('/plans')).data?.plans.map(({ id }) => id);
  const usage = async () => (await client.GET('/usage')).data;
  expectTypeOf(plans).returns.resolves.toEqualTypeOf<string[] | undefined>();
  expectTypeOf(usage).returns.resolves.toExtend<components['schemas']['PlanUsage'] | undefined>();
});
