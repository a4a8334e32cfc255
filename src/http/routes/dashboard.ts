import { z } from 'zod';
import { type Route, route } from '../route.js';
import { figuresQuery } from '../schemas/figures.js';
import { timeZoneQuery } from '../time-zone-query.js';

const day = z
  .string()
  .exactOptional()
  .describe('A day, such as `2026-11-23`. Both or none. Default: the last 30 days.');

const page = { method: 'GET', feature: 'analytics', media: ['text/html'] } as const;

/** Figures as pages for browsers. They work without a script. Loaded with the first page that is asked for. */
export function dashboardRoutes(basePath: string, hasChecks: boolean): readonly Route[] {
  return [
    route({
      ...page,
      path: '/dashboard',
      operationId: 'ownDashboard',
      summary: 'The figures of the caller, and what is left of the plan, as a page.',
      permission: 'analytics:read',
      query: z.object({ first: day, last: day, timeZone: timeZoneQuery }),
      async handle({ forge, token, query }) {
        const { ownDashboard } = await import('../pages/dashboard.js');
        return ownDashboard({ forge, token, query, basePath, hasChecks, now: Date.now() });
      },
    }),
    route({
      ...page,
      path: '/dashboard/performance',
      operationId: 'performanceDashboard',
      summary: 'How well runs of the organization, or of all of them, worked, as a page.',
      permission: 'analytics:read_organization',
      query: figuresQuery,
      async handle({ forge, token, query }) {
        const { performanceDashboard } = await import('../pages/dashboard.js');
        return performanceDashboard({ forge, token, query, basePath, hasChecks, now: Date.now() });
      },
    }),
    route({
      ...page,
      path: '/dashboard/business',
      operationId: 'businessDashboard',
      summary: 'How the organization, or the product, does, as a page.',
      permission: 'analytics:read_organization',
      query: figuresQuery,
      async handle({ forge, token, query }) {
        const { businessDashboard } = await import('../pages/dashboard.js');
        return businessDashboard({ forge, token, query, basePath, hasChecks, now: Date.now() });
      },
    }),
    route({
      method: 'GET',
      path: '/dashboard/assets/{name}',
      operationId: 'dashboardAsset',
      summary: 'A script, style sheet or icon of the pages. Its name changes with its content.',
      permission: null,
      params: z.object({ name: z.string().max(80) }),
      media: ['text/css', 'text/javascript', 'image/svg+xml'],
      async handle({ params: { name } }) {
        const { assetResponse } = await import('../pages/asset-response.js');
        return assetResponse(name);
      },
    }),
  ];
}
