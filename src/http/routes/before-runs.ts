import type { PlanRequest } from '../../index.js';
import { jsonResponse } from '../json-response.js';
import { rateLimitHeaders } from '../rate-limit-headers.js';
import { type Route, route } from '../route.js';
import { planRequest, runPlan } from '../schemas/run-plan.js';
import { promptInput, verdict } from '../schemas/verdict.js';

/** What can be known of a run before it costs anything. */
export const beforeRunRoutes: readonly Route[] = [
  route({
    method: 'POST',
    path: '/validate',
    operationId: 'validate',
    summary: 'What is wrong or hostile in an input. It counts nothing and stores nothing.',
    permission: 'runs:create',
    body: promptInput,
    output: verdict,
    handle: async ({ forge, body }) => jsonResponse(await forge.prompts.validate(body)),
  }),
  route({
    method: 'POST',
    path: '/plan',
    operationId: 'plan',
    summary: 'What an operation could use at the worst, what it takes at the least, and whether there is room.',
    permission: 'runs:create',
    body: planRequest,
    output: runPlan,
    async handle({ forge, token, body }) {
      // Prompts, parameters and cases are judged by the pipeline, which says more.
      const plan = await forge.plan({ ...body, token } as PlanRequest);
      return jsonResponse(plan, rateLimitHeaders(plan.quota));
    },
  }),
];
