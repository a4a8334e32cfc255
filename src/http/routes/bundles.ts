import { z } from 'zod';
import { fileResponse } from '../file-response.js';
import { jsonResponse } from '../json-response.js';
import { type Route, route } from '../route.js';
import { bundle, bundlePage, bundleQuery, downloadQuery, exportBody } from '../schemas/bundle.js';

const ofBundle = {
  method: 'GET',
  permission: 'library:read',
  params: z.object({ bundleId: z.string().max(255) }),
} as const;

/** Runs of the caller as files. */
export const bundleRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/bundles',
    operationId: 'listBundles',
    summary: 'The bundles of the caller, newest first, without their files.',
    permission: 'library:read',
    query: bundleQuery,
    output: bundlePage,
    handle: async ({ forge, token, query }) => jsonResponse(await forge.bundles.list({ token, ...query })),
  }),
  route({
    method: 'POST',
    path: '/bundles',
    operationId: 'exportRun',
    summary: 'Exports a run that has passed the gate. The same run in the same formats is the same bundle.',
    permission: 'library:write',
    body: exportBody,
    output: bundle,
    handle: async ({ forge, token, body }) => jsonResponse(await forge.bundles.export({ token, ...body })),
  }),
  route({
    ...ofBundle,
    path: '/bundles/{bundleId}',
    operationId: 'getBundle',
    summary: 'One bundle, without its files.',
    output: bundle,
    handle: async ({ forge, token, params: { bundleId } }) =>
      jsonResponse(await forge.bundles.get({ token, bundleId })),
  }),
  route({
    ...ofBundle,
    path: '/bundles/{bundleId}/download',
    operationId: 'downloadBundle',
    summary: 'A file of a bundle, or all of them as a zip archive. The plan has to include the format.',
    query: downloadQuery,
    media: ['text/plain', 'text/markdown', 'application/json', 'application/zip'],
    handle: async ({ forge, token, params: { bundleId }, query: { format } }) =>
      fileResponse(await forge.bundles.download({ token, bundleId, format })),
  }),
];
