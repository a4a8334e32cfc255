import { z } from 'zod';
import { jsonResponse } from '../json-response.js';
import { prefersEvents } from '../prefers-events.js';
import { type Route, route } from '../route.js';
import { run, runEvent, runPage } from '../schemas/run.js';
import { scoreRecord } from '../schemas/score.js';
import { followRun } from '../streams/follow-run.js';

const params = z.object({ runId: z.string().max(200) });
const ofRun = { method: 'GET', permission: 'runs:read', params } as const;

/** The caller's own runs. */
export const runRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/runs',
    operationId: 'listRuns',
    summary: 'The runs of the caller, newest first.',
    permission: 'runs:read',
    query: z.object({
      limit: z.coerce.number().int().min(1).max(100).exactOptional().describe('Default: 20.'),
      after: z.string().max(1_000).exactOptional().describe('The `next` of the page before.'),
    }),
    output: runPage,
    handle: async ({ forge, token, query }) => jsonResponse(await forge.runs.list({ token, ...query })),
  }),
  route({
    ...ofRun,
    path: '/runs/{runId}',
    operationId: 'getRun',
    summary: 'One run of the caller.',
    output: run,
    handle: async ({ forge, token, params: { runId } }) => jsonResponse(await forge.runs.get({ token, runId })),
  }),
  route({
    ...ofRun,
    path: '/runs/{runId}/scores',
    operationId: 'getRunScores',
    summary: 'The scores given in a run, in their order.',
    output: z.object({ scores: z.array(scoreRecord) }),
    handle: async ({ forge, token, params: { runId } }) =>
      jsonResponse({ scores: await forge.runs.scores({ token, runId }) }),
  }),
  route({
    ...ofRun,
    path: '/runs/{runId}/events',
    operationId: 'getRunEvents',
    summary: 'What happened in a run; as a stream it goes on until the run has ended.',
    query: z.object({
      after: z.coerce.number().int().min(0).exactOptional().describe('Sequence of the last event that is known.'),
    }),
    output: z.object({ events: z.array(runEvent) }),
    isStreamed: true,
    async handle({ forge, request, token, params: { runId }, query: { after = 0 } }) {
      if (prefersEvents(request)) return followRun({ forge, request, token, runId, after });
      const events = await forge.runs.events({ token, runId });
      return jsonResponse({ events: events.filter(({ sequence }) => sequence > after) });
    },
  }),
];
