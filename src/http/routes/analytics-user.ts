import { z } from 'zod';
import { PromptForgeError, type TimeRange } from '../../index.js';
import { jsonResponse } from '../json-response.js';
import { rateLimitHeaders } from '../rate-limit-headers.js';
import { route } from '../route.js';
import { userAnalytics } from '../schemas/metrics.js';

const time = z.string().exactOptional().describe('An ISO 8601 date, or a time with its zone.');

/** What the caller has done, and what is left of the plan. `?from=` and `?to=` are ISO 8601 times. */
export const analyticsUser = route({
  method: 'GET',
  path: '/analytics/user',
  operationId: 'userAnalytics',
  summary: 'What the caller has done, and what is left of the plan.',
  permission: 'analytics:read',
  feature: 'analytics',
  query: z.object({ from: time, to: time }),
  output: userAnalytics,
  async handle({ forge, token, query }) {
    const range = rangeOf(query);
    const metrics = await forge.analytics.user({ token, ...(range === null ? {} : { range }) });
    const { plan, quota } = await forge.plans.usage({ token });
    return jsonResponse({ ...metrics, plan: { id: plan.id, title: plan.title }, quota }, rateLimitHeaders(quota));
  },
});

function rangeOf(query: { readonly from?: string; readonly to?: string }): TimeRange | null {
  if (query.from === undefined && query.to === undefined) return null;
  const [from, to] = [isoTime(query.from), isoTime(query.to)];
  if (Number.isNaN(from) || Number.isNaN(to)) {
    throw new PromptForgeError(
      'request_invalid',
      'Give both from and to, as ISO 8601 dates, or times with their zone: ?from=2026-11-01&to=2026-11-23T10:00Z.',
    );
  }
  if (from >= to) throw new PromptForgeError('request_invalid', 'from must be earlier than to.');
  return { from, to };
}

const isoPattern = /^(\d{4}-\d{2}-\d{2})(T[\d:.]{5,15}(Z|[+-]\d{2}:\d{2}))?$/;

/** Epoch milliseconds, or NaN for what is no time. */
function isoTime(text: string | undefined): number {
  // The plus of an offset that was not percent-encoded arrives as a space.
  const time = text?.replace(' ', '+') ?? '';
  const day = isoPattern.exec(time)?.[1];
  return day !== undefined && isOnCalendar(day) ? Date.parse(time) : Number.NaN;
}

/** `Date.parse` takes 30 February for 2 March. */
function isOnCalendar(day: string): boolean {
  const time = Date.parse(day);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(day);
}
