import { z } from 'zod';
import { exportScopes, runFileFormats } from '../../index.js';
import { route } from '../route.js';
import { figuresQuery, figuresRequest } from '../schemas/figures.js';
import { streamedFile } from '../streams/streamed-file.js';

const mediaTypes = { csv: 'text/csv; charset=utf-8; header=present', jsonl: 'application/x-ndjson' } as const;

/** Runs as a file that is written while it is read. */
export const analyticsExport = route({
  method: 'GET',
  path: '/analytics/export',
  operationId: 'exportAnalytics',
  summary: 'Runs that have ended as a table or as JSON lines, oldest first: names and numbers alone.',
  permission: 'analytics:read',
  feature: 'analytics',
  query: figuresQuery.extend({
    of: z
      .enum(exportScopes)
      .exactOptional()
      .describe(
        'Whose runs. `organization` takes the permission `analytics:read_organization`, `platform` `analytics:read_platform`. Default: `self`.',
      ),
    format: z.enum(runFileFormats).exactOptional().describe('Default: `csv`.'),
  }),
  media: ['text/csv', 'application/x-ndjson'],
  isStreamed: true,
  handle({ forge, request, token, query: { of = 'self', format = 'csv', ...rest } }) {
    const asked = figuresRequest(rest);
    const { first, last } = asked.days ?? {};
    const days = first === undefined ? '' : `-${first}-${last}`;
    return streamedFile({
      chunks: forge.analytics.export({ token, of, format, ...asked, signal: request.signal }),
      // Days that are none are refused before anybody sees the name.
      fileName: `runs${days}.${format}`,
      mediaType: mediaTypes[format],
      onFailure: (error) => {
        if (!request.signal.aborted) forge.reportError(error, { during: 'http' });
      },
    });
  },
});
