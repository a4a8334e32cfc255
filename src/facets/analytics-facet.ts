import { followEvents } from '../analytics/follow-events.js';
import type { BusinessMetrics } from '../domain/business-metrics.js';
import type { PerformanceMetrics } from '../domain/performance-metrics.js';
import type { Permission } from '../domain/permission.js';
import type { Principal } from '../domain/principal.js';
import type { TelemetryEvent } from '../domain/telemetry-event.js';
import type { TimeRange, UserMetrics } from '../domain/user-metrics.js';
import type { PlanOfTenant } from '../entitlement/plan-of-tenant.js';
import { requireFeature } from '../entitlement/require-feature.js';
import { PromptForgeError } from '../errors/promptforge-error.js';
import type { AnalyticsStore } from '../ports/analytics-store.js';
import type { Clock } from '../ports/clock.js';
import type { EventStore } from '../ports/event-store.js';
import type { AsCaller, Authenticated } from './caller.js';
import { checkedRange } from './checked-range.js';
import { checkedRequest } from './checked-request.js';
import { checkedTimeZone } from './checked-time-zone.js';
import type { FiguresRequest } from './figure-requests.js';
import type { Figures } from './figures.js';

export interface UserMetricsRequest extends Authenticated {
  /** Default: the last 30 days. */
  readonly range?: TimeRange;
  /** IANA name of the time zone whose days are counted, such as `Europe/Berlin`. Default: `UTC`. */
  readonly timeZone?: string;
}

/** Metrics, and the range and the time zone they are of. */
export interface UserMetricsAnswer extends UserMetrics {
  readonly range: TimeRange;
  readonly timeZone: string;
}

export interface SubscribeRequest extends UserMetricsRequest {
  /**
   * `self` follows the caller's own events, `organization` those of everybody in it, which takes the
   * permission `analytics:read_organization`. Default: `self`.
   */
  readonly of?: 'self' | 'organization';
  /** The `cursor` of an earlier item: go on after it, without a snapshot. */
  readonly after?: string;
  /** Ends the stream. */
  readonly signal?: AbortSignal;
  /** Called once the stream is under way: what the request is refused for is thrown before that. Default: nobody is told. */
  readonly onOpen?: () => void;
}

/** What a stream is made of: one snapshot of the caller's figures, then every event after it. */
export type LiveItem =
  | { readonly type: 'snapshot'; readonly metrics: UserMetricsAnswer; readonly cursor: string }
  | { readonly type: 'event'; readonly event: TelemetryEvent; readonly cursor: string };

/** Figures from the ledger. */
export interface AnalyticsFacet {
  /**
   * What the caller has done.
   * @throws PromptForgeError `plan_feature_missing`, `request_invalid`
   */
  user(request: UserMetricsRequest): Promise<UserMetricsAnswer>;
  /**
   * How well the product worked: latency, failures, tokens per second, cache and quality gate, by days.
   * @throws PromptForgeError `permission_denied`, `plan_feature_missing`, `request_invalid`
   */
  performance(request: FiguresRequest): Promise<PerformanceMetrics>;
  /**
   * How the product does: runs, cost, active users and retention, by days; of the platform also subscriptions,
   * revenue and margin, for which it reads every subscription once.
   * @throws PromptForgeError `permission_denied`, `plan_feature_missing`, `request_invalid`
   */
  business(request: FiguresRequest): Promise<BusinessMetrics>;
  /**
   * Figures and what happens from then on, as it happens: no event is lost or comes twice between
   * the snapshot and the stream, or when the storage is away for a while. The stream ends when
   * `signal` aborts, when its reader leaves the loop, and when PromptForge is closed. The token and
   * the plan are looked at again every minute: once they no longer allow it, no event comes any more.
   * @throws PromptForgeError from the loop: `session_expired` and its like, `plan_feature_missing`,
   * `permission_denied`, `request_invalid` for a range or cursor that cannot be used, and
   * `storage_unavailable` once the storage was closed. An outage of it is lived through, and told to
   * `onError`. Go on with a new token from the cursor of the last item.
   */
  subscribe(request: SubscribeRequest): AsyncIterable<LiveItem>;
}

export interface AnalyticsFacetParts {
  readonly plans: PlanOfTenant;
  readonly analytics: AnalyticsStore;
  readonly events: EventStore;
  readonly clock: Clock;
  readonly asCaller: AsCaller;
  readonly figures: () => Promise<Figures>;
  /** Aborts when PromptForge is being closed. */
  readonly closing: AbortSignal;
  /** Told of outages that subscriptions live through. */
  readonly report: (error: unknown) => void;
}

const defaultRangeMs = 30 * 86_400_000;
/** For how long a subscription goes on before its token and plan are looked at again. */
const allowedForMs = 60_000;

export function analyticsFacet(parts: AnalyticsFacetParts): AnalyticsFacet {
  const { analytics, clock, asCaller } = parts;
  return Object.freeze<AnalyticsFacet>({
    user: async (request) => {
      const fields = ['token', 'range', 'timeZone'];
      const { token, range, timeZone } = checkedRequest('analytics.user()', request, fields);
      return asCaller(token, 'analytics:read', async (caller) => {
        await requireAnalytics(parts, caller);
        const asked = askedDays({ range, timeZone }, clock);
        return { ...asked, ...(await analytics.user(caller, { userId: caller.userId, ...asked })) };
      });
    },
    performance: async (request) => (await parts.figures()).performance(request),
    business: async (request) => (await parts.figures()).business(request),
    subscribe: (request) => subscribe(parts, request),
  });
}

async function* subscribe(parts: AnalyticsFacetParts, request: SubscribeRequest): AsyncGenerator<LiveItem, void> {
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

async function requireAnalytics({ plans }: AnalyticsFacetParts, caller: Principal): Promise<void> {
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
