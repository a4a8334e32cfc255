import { jsonResponse } from '../json-response.js';
import { may } from '../may.js';
import { rateLimitHeaders } from '../rate-limit-headers.js';
import { route } from '../route.js';
import { userAnalytics } from '../schemas/metrics.js';
import { rangeOf, rangeQuery } from '../time-range.js';
import { timeZoneOf, timeZoneQuery } from '../time-zone-query.js';

/** What the caller has done, and what is left of the plan. `?from=` and `?to=` are ISO 8601 times, `?timeZone=` an IANA name. */
export const analyticsUser = route({
  method: 'GET',
  path: '/analytics/user',
  operationId: 'userAnalytics',
  summary: 'What the caller has done, and what is left of the plan.',
  permission: 'analytics:read',
  feature: 'analytics',
  query: rangeQuery.extend({ timeZone: timeZoneQuery }),
  output: userAnalytics,
  async handle({ forge, token, query }) {
    const metrics = await forge.analytics.user({ token, ...rangeOf(query), ...timeZoneOf(query) });
    // An API key may have been given the figures alone.
    if (!(await may(forge, token, 'plan:read'))) return jsonResponse({ ...metrics, plan: null, quota: [] });
    const { plan, quota } = await forge.plans.usage({ token });
    return jsonResponse({ ...metrics, plan: { id: plan.id, title: plan.title }, quota }, rateLimitHeaders(quota));
  },
});
