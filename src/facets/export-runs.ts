import { runFile } from '../analytics/run-file.js';
import { runFileFormats } from '../analytics/run-file-format.js';
import type { Permission } from '../domain/access/permission.js';
import type { Principal } from '../domain/access/principal.js';
import type { TimeRange } from '../domain/figures/user-metrics.js';
import { daysAfter, localDay } from '../domain/time/local-day.js';
import { dayStart } from '../domain/time/zoned-day.js';
import type { PlanOfTenant } from '../entitlement/plan-of-tenant.js';
import { requireFeature } from '../entitlement/require-feature.js';
import { PromptForgeError } from '../errors/promptforge-error.js';
import type { AnalyticsStore, RunRecordQuery } from '../ports/analytics-store.js';
import type { Clock } from '../ports/clock.js';
import type { AsCaller, Working } from './caller.js';
import { checkedDays, lastDays } from './checked-days.js';
import { checkedName } from './checked-name.js';
import { checkedRange } from './checked-range.js';
import { checkedRequest } from './checked-request.js';
import { type ExportRunsRequest, type ExportScope, exportScopes } from './export-request.js';

export interface ExportParts {
  readonly analytics: AnalyticsStore;
  readonly plans: Pick<PlanOfTenant, 'resolve'>;
  readonly clock: Clock;
  /** IANA name of the time zone whose days are asked for. */
  readonly timeZone: string;
  readonly asCaller: AsCaller;
  readonly working: Working;
}

const fields = ['token', 'of', 'format', 'range', 'days', 'planId', 'model', 'moduleId', 'signal'];

const permissions = {
  self: 'analytics:read',
  organization: 'analytics:read_organization',
  platform: 'analytics:read_platform',
} as const satisfies Readonly<Record<ExportScope, Permission>>;

/** Runs as a file. The caller is looked at once, as for any download. */
export async function* exportRuns(
  parts: ExportParts,
  request: ExportRunsRequest,
): AsyncGenerator<Uint8Array<ArrayBuffer>, void, undefined> {
  const asked = checkedRequest('analytics.export()', request, fields);
  const { token, of = 'self', format = 'csv', signal = new AbortController().signal } = asked;
  requireOneOf('of', of, exportScopes);
  requireOneOf('format', format, runFileFormats);
  const query = await parts.asCaller(token, permissions[of], async (caller) => {
    if (of !== 'platform') requireFeature((await parts.plans.resolve(caller)).plan, 'analytics');
    return queryOf(parts, caller, of, asked);
  });
  // Each page is a piece of work of its own: closing waits for one of them, and not for the whole file.
  const records: AnalyticsStore['records'] = (page) => parts.working(() => parts.analytics.records(page));
  yield* runFile(records, { query, format, signal });
}

function queryOf(
  parts: ExportParts,
  caller: Principal,
  of: ExportScope,
  asked: ExportRunsRequest,
): Omit<RunRecordQuery, 'limit' | 'after'> {
  return {
    orgId: of === 'platform' ? null : caller.orgId,
    userId: of === 'self' ? caller.userId : null,
    range: rangeOf(parts, asked),
    planId: checkedName(asked, 'planId'),
    model: checkedName(asked, 'model'),
    moduleId: checkedName(asked, 'moduleId'),
  };
}

function rangeOf({ clock, timeZone }: ExportParts, { range, days }: ExportRunsRequest): TimeRange {
  if (range !== undefined && days !== undefined) {
    throw new PromptForgeError('request_invalid', 'Give either range or days, not both.');
  }
  if (range !== undefined) return checkedRange(range);
  const { first, last } = checkedDays(days ?? lastDays(localDay(clock.now(), timeZone)));
  return { from: dayStart(timeZone, first), to: dayStart(timeZone, daysAfter(last, 1)) };
}

function requireOneOf(name: string, value: unknown, known: readonly string[]): void {
  if (known.some((one) => one === value)) return;
  throw new PromptForgeError('request_invalid', `\`${name}\` is one of ${known.join(', ')}.`);
}
