import openapiTypescript, { astToString, type OpenAPI3 } from 'openapi-typescript';
import ts from 'typescript';
import { expect, expectTypeOf, test } from 'vitest';
import { type components, createClient } from '../../src/client/index.js';
import { openapiDocument } from '../../src/http/openapi.js';
import { allRoutes } from '../../src/http/routes/all-routes.js';

const note = `// The routes as types, made of their own description: \`npx vitest run -u test/client-types\` makes it anew.\n`;

test('the types of the client are what the routes describe', async () => {
  const document = openapiDocument(allRoutes(''), { basePath: '' });
  const nodes = await openapiTypescript(document as unknown as OpenAPI3, { immutable: true, rootTypes: false });
  await expect(`${note}${astToString(withPlainArrays(nodes))}`).toMatchFileSnapshot('../../src/client/paths.ts');
});

test('lists in answers are arrays', () => {
  const client = createClient({ baseUrl: 'https://example.com/api' });
  const plans = async () => (await client.GET('/plans')).data?.plans.map(({ id }) => id);
  const usage = async () => (await client.GET('/usage')).data;
  expectTypeOf(plans).returns.resolves.toEqualTypeOf<string[] | undefined>();
  expectTypeOf(usage).returns.resolves.toExtend<components['schemas']['PlanUsage'] | undefined>();
});

/** openapi-fetch takes a readonly array for an object of any kind, so that nobody could call `map()` of it. */
function withPlainArrays(nodes: readonly ts.Node[]): ts.Node[] {
  const { transformed } = ts.transform(
    [...nodes],
    [
      (context) => (root) => {
        const visit = (node: ts.Node): ts.Node =>
          ts.isTypeOperatorNode(node) && node.operator === ts.SyntaxKind.ReadonlyKeyword
            ? ts.visitNode(node.type, visit)
            : ts.visitEachChild(node, visit, context);
        return visit(root);
      },
    ],
  );
  return transformed;
}
