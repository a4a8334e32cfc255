import { z } from 'zod';
import { askedChecks } from '../asked-checks.js';
import { jsonResponse } from '../json-response.js';
import { type MountedChecks, runMounted } from '../mounted-checks.js';
import { prefersEvents } from '../prefers-events.js';
import { type Route, type RouteContext, route } from '../route.js';
import { checkQuery, checkReport, checkReportPage } from '../schemas/check-report.js';
import { pageQuery } from '../schemas/page.js';
import { streamChecks } from '../streams/stream-checks.js';

const permission = 'checks:run';
const page = { path: '/testing', permission, media: ['text/html'] } as const;

type CheckContext = RouteContext<unknown, z.output<typeof checkQuery>>;

/** The checks, where the host offers them: as a page, and for programs. */
export function testingRoutes(basePath: string, mounted: MountedChecks): readonly Route[] {
  async function run({ forge, request, query }: CheckContext): Promise<Response> {
    const asked = askedChecks(query);
    if (prefersEvents(request)) {
      return streamChecks({
        forge,
        request,
        start: (watch) => runMounted(mounted, request, basePath, { ...asked, ...watch }),
      });
    }
    return jsonResponse(await runMounted(mounted, request, basePath, { ...asked, signal: request.signal }));
  }
  const ofRun = {
    path: '/testing/run-tests',
    permission,
    query: checkQuery,
    output: checkReport,
    isStreamed: true,
    handle: run,
  } as const;

  return [
    route({
      ...page,
      method: 'GET',
      operationId: 'checksPage',
      summary: 'The checks, the last report, and what has changed, as a page.',
      query: z.object({ report: z.string().max(255).exactOptional().describe('Its id. Default: the last one.') }),
      async handle({ forge, token, query: { report = null } }) {
        const { testingPage } = await import('../pages/testing-page.js');
        const shown =
          report === null ? await forge.checkReports.latest() : await forge.checkReports.get({ reportId: report });
        return testingPage({ forge, token, basePath, checks: mounted.checks, report: shown });
      },
    }),
    route({
      ...page,
      method: 'POST',
      operationId: 'runChecksOnPage',
      summary: 'Runs checks, and shows the report as a page.',
      query: checkQuery,
      async handle({ forge, token, request, query }) {
        const { testingPage } = await import('../pages/testing-page.js');
        const asked = { ...askedChecks(query), signal: request.signal };
        const report = await runMounted(mounted, request, basePath, asked);
        return testingPage({ forge, token, basePath, checks: mounted.checks, report });
      },
    }),
    route({
      ...ofRun,
      method: 'GET',
      operationId: 'runChecks',
      summary:
        'Runs checks, one run at a time. As a stream it tells each check as it begins and ends, and `report` last.',
    }),
    route({ ...ofRun, method: 'POST', operationId: 'startChecks', summary: 'The same.' }),
    route({
      method: 'GET',
      path: '/testing/reports',
      operationId: 'listCheckReports',
      summary: 'The last reports, newest first; 100 are kept.',
      permission,
      query: pageQuery(20),
      output: checkReportPage,
      handle: async ({ forge, query }) => jsonResponse(await forge.checkReports.list(query)),
    }),
    route({
      method: 'GET',
      path: '/testing/reports/{reportId}',
      operationId: 'getCheckReport',
      summary: 'One report as a file: JSON, or JUnit XML for build servers.',
      permission,
      params: z.object({ reportId: z.string().max(255) }),
      query: z.object({ format: z.enum(['json', 'junit']).exactOptional().describe('Default: json.') }),
      media: ['application/json', 'application/xml'],
      async handle({ forge, params: { reportId }, query: { format = 'json' } }) {
        const [{ reportFile }, report] = await Promise.all([
          import('../report-file.js'),
          forge.checkReports.get({ reportId }),
        ]);
        return reportFile(report, format);
      },
    }),
  ];
}
