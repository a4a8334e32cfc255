import { z } from 'zod';
import { jsonResponse } from '../json-response.js';
import { rateLimitHeaders } from '../rate-limit-headers.js';
import { type Route, route } from '../route.js';
import { plan, planUsage } from '../schemas/quota.js';

/** Plans, and what the caller has left of theirs. */
export const planRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/plans',
    operationId: 'listPlans',
    summary: 'The catalogue of plans, smallest first.',
    permission: null,
    output: z.object({ plans: z.array(plan) }),
    handle: async ({ forge }) => jsonResponse({ plans: await forge.plans.list() }),
  }),
  route({
    method: 'GET',
    path: '/usage',
    operationId: 'getUsage',
    summary: 'The plan of the caller, and what is left of it.',
    permission: 'plan:read',
    output: planUsage,
    async handle({ forge, token }) {
      const usage = await forge.plans.usage({ token });
      return jsonResponse(usage, rateLimitHeaders(usage.quota));
    },
  }),
];
