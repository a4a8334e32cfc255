import { z } from 'zod';
import { route } from '../route.js';
import { streamAnalytics } from '../streams/stream-analytics.js';
import { rangeOf, rangeQuery } from '../time-range.js';

/** Figures, and what happens from then on. The id of each event is where to go on from. */
export const analyticsLive = route({
  method: 'GET',
  path: '/analytics/live',
  operationId: 'liveAnalytics',
  summary:
    'A stream of events: the figures of the caller as `snapshot`, then what happens in runs under the name of each event, with its cursor as id; `problem` where it ends before its client has left.',
  permission: 'analytics:read',
  feature: 'analytics',
  query: rangeQuery.extend({
    of: z.enum(['self', 'organization']).exactOptional().describe('Whose events. Default: self.'),
    after: z
      .string()
      .max(1_000)
      .exactOptional()
      .describe('The cursor to go on after, without a snapshot. `Last-Event-ID` goes before it.'),
  }),
  isStreamed: true,
  handle: ({ forge, request, token, query: { of = 'self', after, ...range } }) =>
    streamAnalytics({ forge, request, token, of, after: after ?? null, ...rangeOf(range) }),
});
