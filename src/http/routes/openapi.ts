import { z } from 'zod';
import { jsonResponse } from '../json-response.js';
import { type Route, route } from '../route.js';

/** The description of all routes, itself included. */
export function openapiRoute(basePath: string, all: () => readonly Route[]): Route {
  return route({
    method: 'GET',
    path: '/openapi.json',
    operationId: 'getOpenapi',
    summary: 'This description.',
    permission: null,
    output: z.record(z.string(), z.unknown()),
    async handle({ forge }) {
      // Asked for by developers and generators, and by nobody else.
      const { openapiDocument } = await import('../openapi.js');
      const { ruleset } = await forge.sevenD.describe();
      return jsonResponse(openapiDocument(all(), { basePath, ruleset }));
    },
  });
}
