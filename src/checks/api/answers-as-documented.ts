import { defineCheck } from '../check.js';
import type { CheckContext, CheckRequest } from '../check-context.js';
import type { DescribedRoute } from '../described-routes.js';

const sevenD = { domain: 'generic', output_format: 'md' };
const prompt = 'Write a note to a customer whose order is late.';

/** What is sent to routes that change nothing, or only what belongs to the users of the checks. */
const bodies: Readonly<Record<string, unknown>> = {
  score: { prompt, sevenD },
  validate: { prompt, sevenD },
  plan: { operation: 'score', prompt, sevenD },
  resolveSevenD: sevenD,
};

/** Starting checks from within checks would never end; streams of events do not end either. */
const isLeftOut = ({ path, query, media }: DescribedRoute) =>
  path.startsWith('/testing') ||
  query.some(({ required }) => required) ||
  (media.length > 0 && media.every((type) => type === 'text/event-stream'));

export const answersAsDocumented = defineCheck({
  name: 'answers-as-documented',
  suite: 'api',
  title: 'Every route that is safe to call answers as /openapi.json describes',
  usesModel: true,
  async run(context) {
    const { routes, problemOf } = await context.described();
    const asked = routes.filter(
      (route) => !isLeftOut(route) && (route.method === 'GET' || route.operationId in bodies),
    );
    const problems: string[] = [];
    for (const route of asked) {
      const problem = problemOf(route, await context.request(requestTo(route)));
      if (problem !== null) problems.push(`${route.operationId} ${problem}`);
    }
    expectNone(context, problems);
  },
});

function requestTo({ method, path, operationId }: DescribedRoute): CheckRequest {
  const body = bodies[operationId];
  // Nothing has this id, so that routes with one in their path tell that there is none.
  const named = path.replaceAll(/\{\w+\}/g, 'promptforge-check-nothing');
  return { method, path: named, as: 'owner', ...(body === undefined ? {} : { body }) };
}

function expectNone({ expect }: CheckContext, problems: readonly string[]): void {
  const shown = problems.slice(0, 10).join('; ');
  expect(problems.length === 0, `${problems.length} of the routes answer otherwise: ${shown}.`);
}
