import type { BusinessMetrics } from '../domain/figures/business-metrics.js';
import type { PerformanceMetrics } from '../domain/figures/performance-metrics.js';
import type { LiveItem, SubscribeRequest, UserMetricsAnswer, UserMetricsRequest } from './analytics-requests.js';
import type { ExportRunsRequest } from './export-request.js';
import type { FiguresRequest } from './figure-requests.js';
import type { Figures } from './figures.js';
import type { OwnAnalytics } from './own-analytics.js';

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
  /**
   * Runs that have ended as the bytes of a file, oldest first: names and numbers, nothing of what was written. Runs
   * are read as the loop goes on, so that any number of them takes the same memory. Each chunk is a
   * `Uint8Array<ArrayBuffer>`, said in a way that TypeScript before 5.7 reads, too.
   * @throws PromptForgeError from the loop: `permission_denied`, `plan_feature_missing`, `request_invalid`, and
   * whatever the storage fails with; the reason of `signal` once it aborts. What was read by then is no whole file.
   */
  export(request: ExportRunsRequest): AsyncIterable<ReturnType<Uint8Array['slice']>>;
}

/** What the facet is made of, each loaded with its first use. */
export interface AnalyticsFacetParts {
  readonly own: () => Promise<OwnAnalytics>;
  readonly figures: () => Promise<Figures>;
  readonly exportRuns: () => Promise<(request: ExportRunsRequest) => AsyncIterable<Uint8Array<ArrayBuffer>>>;
}

export function analyticsFacet({ own, figures, exportRuns }: AnalyticsFacetParts): AnalyticsFacet {
  return Object.freeze<AnalyticsFacet>({
    user: async (request) => (await own()).user(request),
    performance: async (request) => (await figures()).performance(request),
    business: async (request) => (await figures()).business(request),
    subscribe: (request) => later(async () => (await own()).subscribe(request)),
    export: (request) => later(async () => (await exportRuns())(request)),
  });
}

async function* later<T>(load: () => Promise<AsyncIterable<T>>): AsyncGenerator<T, void> {
  yield* await load();
}
