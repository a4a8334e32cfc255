import type { MountedChecks } from '../mounted-checks.js';
import type { Route } from '../route.js';
import { analyticsExport } from './analytics-export.js';
import { figureRoutes } from './analytics-figures.js';
import { analyticsLive } from './analytics-live.js';
import { analyticsUser } from './analytics-user.js';
import { apiKeyRoutes } from './api-keys.js';
import { authRoutes } from './auth.js';
import { beforeRunRoutes } from './before-runs.js';
import { bundleRoutes } from './bundles.js';
import { dashboardRoutes } from './dashboard.js';
import { healthRoutes } from './health.js';
import { invitationRoutes } from './invitations.js';
import { meRoutes } from './me.js';
import { memberRoutes } from './members.js';
import { moduleRoutes } from './modules.js';
import { openapiRoute } from './openapi.js';
import { operationRoutes } from './operations.js';
import { organizationRoutes } from './organizations.js';
import { parameterSetRoutes } from './parameter-sets.js';
import { planRoutes } from './plans.js';
import { promptRoutes } from './prompts.js';
import { runRoutes } from './runs.js';
import { sessionRoutes } from './sessions.js';
import { sevenDRoutes } from './seven-d.js';
import { subscriptionRoute } from './subscription.js';
import { testingRoutes } from './testing.js';

/** Every route there is, in the order in which they are described. */
export function allRoutes(basePath: string, checks: MountedChecks | null = null): readonly Route[] {
  const routes: readonly Route[] = [
    ...operationRoutes,
    ...beforeRunRoutes,
    ...runRoutes,
    ...sevenDRoutes,
    ...moduleRoutes,
    ...bundleRoutes,
    ...parameterSetRoutes,
    ...planRoutes,
    subscriptionRoute,
    analyticsUser,
    analyticsLive,
    analyticsExport,
    ...figureRoutes,
    ...meRoutes,
    ...sessionRoutes,
    ...authRoutes,
    ...organizationRoutes,
    ...memberRoutes,
    ...invitationRoutes,
    ...apiKeyRoutes,
    ...promptRoutes,
    ...dashboardRoutes(basePath, checks !== null),
    ...(checks === null ? [] : testingRoutes(basePath, checks)),
    ...healthRoutes,
    openapiRoute(basePath, () => routes),
  ];
  return routes;
}
