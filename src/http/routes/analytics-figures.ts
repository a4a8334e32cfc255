import { jsonResponse } from '../json-response.js';
import { type Route, route } from '../route.js';
import { businessMetrics, figuresQuery, figuresRequest, performanceMetrics } from '../schemas/figures.js';

/** Figures of an organization, or for operators of the whole product. */
export const figureRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/analytics/performance',
    operationId: 'performanceAnalytics',
    summary: 'How well runs of the organization, or of all of them, worked: latency, failures, cache, quality gate.',
    permission: 'analytics:read_organization',
    feature: 'analytics',
    query: figuresQuery,
    output: performanceMetrics,
    handle: async ({ forge, token, query }) =>
      jsonResponse(await forge.analytics.performance({ token, ...figuresRequest(query) })),
  }),
  route({
    method: 'GET',
    path: '/analytics/business',
    operationId: 'businessAnalytics',
    summary: 'How the organization, or the product, does: runs, cost, active users, retention, subscriptions, margin.',
    permission: 'analytics:read_organization',
    feature: 'analytics',
    query: figuresQuery,
    output: businessMetrics,
    handle: async ({ forge, token, query }) =>
      jsonResponse(await forge.analytics.business({ token, ...figuresRequest(query) })),
  }),
];
