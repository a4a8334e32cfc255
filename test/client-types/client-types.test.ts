import openapiTypescript, { astToString, type OpenAPI3 } from 'openapi-typescript';
import { expect, test } from 'vitest';
import { openapiDocument } from '../../src/http/openapi.js';
import { allRoutes } from '../../src/http/routes/all-routes.js';

const note = `// The routes as types, made of their own description: \`npx vitest run -u test/client-types\` makes it anew.\n`;

test('the types of the client are what the routes describe', async () => {
  const document = openapiDocument(allRoutes(''), { basePath: '' });
  const text = astToString(await openapiTypescript(document as unknown as OpenAPI3, { rootTypes: false }));
  await expect(`${note}${text}`).toMatchFileSnapshot('../../src/client/paths.ts');
});
