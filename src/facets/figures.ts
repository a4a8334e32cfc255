import { businessMetrics } from '../analytics/business-metrics.js';
import { freshenSums } from '../analytics/fresh-sums.js';
import { performanceMetrics } from '../analytics/performance-metrics.js';
import { subscriptionFigures } from '../analytics/subscription-figures.js';
import type { BusinessMetrics } from '../domain/figures/business-metrics.js';
import type { PerformanceMetrics } from '../domain/figures/performance-metrics.js';
import type { TimeRange } from '../domain/figures/user-metrics.js';
import { everyItem } from '../domain/lists/every-item.js';
import { localDay } from '../domain/time/local-day.js';
import type { CatalogueSource } from '../entitlement/catalogue.js';
import { everySubscription } from '../entitlement/every-subscription.js';
import type { PlanOfTenant } from '../entitlement/plan-of-tenant.js';
import { requireFeature } from '../entitlement/require-feature.js';
import { PromptForgeError } from '../errors/promptforge-error.js';
import type { FigureQuery } from '../ports/analytics-store.js';
import type { Clock } from '../ports/clock.js';
import type { Storage } from '../ports/storage.js';
import type { AsCaller } from './caller.js';
import { checkedDays, lastDays } from './checked-days.js';
import { checkedName } from './checked-name.js';
import { checkedRequest } from './checked-request.js';
import { type FigureScope, type FiguresRequest, figureScopes } from './figure-requests.js';

export interface FiguresParts {
  readonly storage: Pick<Storage, 'analytics' | 'maintenance' | 'subscriptions'>;
  readonly plans: Pick<PlanOfTenant, 'resolve'>;
  readonly catalogue: CatalogueSource;
  readonly clock: Clock;
  /** IANA name of the time zone whose days figures are of. */
  readonly timeZone: string;
  readonly asCaller: AsCaller;
}

export interface Figures {
  performance(request: FiguresRequest): Promise<PerformanceMetrics>;
  business(request: FiguresRequest): Promise<BusinessMetrics>;
}

const fields = ['token', 'of', 'days', 'planId', 'model', 'moduleId'];

export function figures(parts: FiguresParts): Figures {
  const { storage, clock } = parts;
  const { analytics } = storage;
  return {
    performance: (request) =>
      asked(parts, 'analytics.performance()', request, (query) => performanceMetrics(analytics, query)),
    business: (request) =>
      asked(parts, 'analytics.business()', request, (query, of) => {
        const subscriptions = of === 'platform' ? (range: TimeRange) => ofSubscriptions(parts, range) : null;
        return businessMetrics({ store: analytics, subscriptions, now: clock.now() }, query);
      }),
  };
}

async function asked<T>(
  parts: FiguresParts,
  method: string,
  request: FiguresRequest,
  answer: (query: FigureQuery, of: FigureScope) => Promise<T>,
): Promise<T> {
  const { storage, plans, clock, timeZone, asCaller } = parts;
  const { token, of = 'organization', days, ...filter } = checkedRequest(method, request, fields);
  if (!figureScopes.includes(of)) {
    throw new PromptForgeError('request_invalid', "`of` is either 'organization' or 'platform'.");
  }
  const permission = of === 'platform' ? 'analytics:read_platform' : 'analytics:read_organization';
  return asCaller(token, permission, async (caller) => {
    if (of === 'organization') requireFeature((await plans.resolve(caller)).plan, 'analytics');
    const query: FigureQuery = {
      orgId: of === 'platform' ? null : caller.orgId,
      days: checkedDays(days ?? lastDays(localDay(clock.now(), timeZone))),
      planId: checkedName(filter, 'planId'),
      model: checkedName(filter, 'model'),
      moduleId: checkedName(filter, 'moduleId'),
    };
    await freshenSums(storage.maintenance, timeZone);
    return answer(query, of);
  });
}

async function ofSubscriptions({ storage, catalogue, clock }: FiguresParts, range: TimeRange) {
  const { subscriptions } = storage;
  const now = clock.now();
  const since = { from: range.from, to: Math.max(now, range.from) + 1 };
  return subscriptionFigures(
    {
      catalogue: (await catalogue.read()).plans,
      subscriptions: everySubscription(subscriptions),
      changes: everyItem((page) => subscriptions.changes({ ...page, range: since })),
      now,
    },
    range,
  );
}
