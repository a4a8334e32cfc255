import type { Route } from '../route.js';
import { analyticsUser } from './analytics-user.js';
import { healthRoutes } from './health.js';
import { openapiRoute } from './openapi.js';
import { operationRoutes } from './operations.js';
import { planRoutes } from './plans.js';
import { runRoutes } from './runs.js';

/** Every route there is, in the order in which they are described. */
export function allRoutes(basePath: string): readonly Route[] {
  const routes: readonly Route[] = [
    ...operationRoutes,
    ...runRoutes,
    ...planRoutes,
    analyticsUser,
    ...healthRoutes,
    openapiRoute(basePath, () => routes),
  ];
  return routes;
}
