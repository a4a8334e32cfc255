import { followEvents } from '../analytics/follow-events.js';
import type { Permission } from '../domain/access/permission.js';
import type { Principal } from '../domain/access/principal.js';
import type { TimeRange } from '../domain/figures/user-metrics.js';
import type { PlanOfTenant } from '../entitlement/plan-of-tenant.js';
import { requireFeature } from '../entitlement/require-feature.js';
import { PromptForgeError } from '../errors/promptforge-error.js';
import type { AnalyticsStore } from '../ports/analytics-store.js';
import type { Clock } from '../ports/clock.js';
import type { EventStore } from '../ports/event-store.js';
import type { LiveItem, SubscribeRequest, UserMetricsAnswer, UserMetricsRequest } from './analytics-requests.js';
import type { AsCaller } from './caller.js';
import { checkedRange } from './checked-range.js';
import { checkedRequest } from './checked-request.js';
import { checkedTimeZone } from './checked-time-zone.js';

export interface OwnAnalyticsParts {
  readonly plans: PlanOfTenant;
  readonly analytics: AnalyticsStore;
  readonly events: EventStore;
  readonly clock: Clock;
  readonly asCaller: AsCaller;
  /** Aborts when PromptForge is being closed. */
  readonly closing: AbortSignal;
  /** Told of outages that subscriptions live through. */
  readonly report: (error: unknown) => void;
}

/** Figures of the caller, and what happens as it happens. */
export interface OwnAnalytics {
  user(request: UserMetricsRequest): Promise<UserMetricsAnswer>;
  subscribe(request: SubscribeRequest): AsyncGenerator<LiveItem, void>;
}

const defaultRangeMs = 30 * 86_400_000;
/** For how long a subscription goes on before its token and plan are looked at again. */
const allowedForMs = 60_000;

export function ownAnalytics(parts: OwnAnalyticsParts): OwnAnalytics {
  const { analytics, clock, asCaller } = parts;
  return {
    user: async (request) => {
      const fields = ['token', 'range', 'timeZone'];
      const { token, range, timeZone } = checkedRequest('analytics.user()', request, fields);
      return asCaller(token, 'analytics:read', async (caller) => {
        await requireAnalytics(parts, caller);
        const asked = askedDays({ range, timeZone }, clock);
        return { ...asked, ...(await analytics.user(caller, { userId: caller.userId, ...asked })) };
      });
    },
    subscribe: (request) => subscribe(parts, request),
  };
}

async function* subscribe(parts: OwnAnalyticsParts, request: SubscribeRequest): AsyncGenerator<LiveItem, void> {
  const { analytics, events, clock, asCaller, closing, report } = parts;
  const fields = ['token', 'range', 'timeZone', 'of', 'after', 'signal', 'onOpen'];
  const asked = checkedRequest('analytics.subscribe()', request, fields);
  const { token, range, timeZone, of = 'self', after, onOpen = () => {} } = asked;
  // A signal of its own: each subscription would add listeners to the one that all of them share.
  const signal = AbortSignal.any([closing, ...(request.signal === undefined ? [] : [request.signal])]);
  const permission = permissionFor(of);
  const { caller, start } = await asCaller(token, permission, async (verified) => {
    await requireAnalytics(parts, verified);
    if (after !== undefined) return { caller: verified, start: { after } };
    const days = askedDays({ range, timeZone }, clock);
    const { metrics, cursor } = await analytics.snapshot(verified, { userId: verified.userId, ...days });
    return { caller: verified, start: { metrics: { ...days, ...metrics }, after: cursor } };
  });
  if ('metrics' in start) yield { type: 'snapshot', metrics: start.metrics, cursor: start.after };
  const userId = of === 'self' ? caller.userId : null;
  let allowedUntil = clock.now() + allowedForMs;
  for await (const { event, cursor } of followEvents({ events, clock, report }, caller, {
    userId,
    after: start.after,
    signal,
    onFollowing: onOpen,
  })) {
    if (clock.now() >= allowedUntil) {
      await asCaller(token, permission, (verified) => requireAnalytics(parts, verified));
      allowedUntil = clock.now() + allowedForMs;
    }
    yield { type: 'event', event, cursor };
  }
}

async function requireAnalytics({ plans }: OwnAnalyticsParts, caller: Principal): Promise<void> {
  requireFeature((await plans.resolve(caller)).plan, 'analytics');
}

function permissionFor(of: unknown): Permission {
  if (of === 'self') return 'analytics:read';
  if (of === 'organization') return 'analytics:read_organization';
  throw new PromptForgeError('request_invalid', "`of` is either 'self' or 'organization'.");
}

interface AskedDays {
  readonly range: TimeRange | undefined;
  readonly timeZone: string | undefined;
}

function askedDays({ range, timeZone = 'UTC' }: AskedDays, clock: Clock) {
  const { from, to } = checkedRange(range ?? { from: clock.now() - defaultRangeMs, to: clock.now() + 1 });
  return { range: { from, to }, timeZone: checkedTimeZone(timeZone) };
}
