import { z } from 'zod';
import { jsonResponse } from '../json-response.js';
import { type Route, route } from '../route.js';

const alive = z.object({ status: z.literal('ok') });

export const healthRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/health',
    operationId: 'getHealth',
    summary: 'The process is alive. It asks nothing of storage or model, so that their trouble restarts nobody.',
    permission: null,
    output: alive,
    handle: async () => jsonResponse({ status: 'ok' }),
  }),
  route({
    method: 'GET',
    path: '/health/ready',
    operationId: 'getReadiness',
    summary:
      'The process can serve requests: its storage answers, and has the schema that this version needs, or a newer one; else it is 503. `schemaVersion` is the newest migration of the database; null where none is needed.',
    permission: null,
    output: alive.extend({ schemaVersion: z.string().nullable() }),
    async handle({ forge }) {
      const { schemaVersion } = await forge.health();
      return jsonResponse({ status: 'ok', schemaVersion });
    },
  }),
];
