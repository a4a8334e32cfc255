import type { CheckListing, Checks } from '../../checks/index.js';
import { type CheckOutcome, type CheckReport, checkSuites, type PromptForge } from '../../index.js';
import { figureList } from './figure-list.js';
import { inDuration, inMoment, inPoints, inWhole } from './format.js';
import { type Html, html } from './html.js';
import { htmlResponse } from './html-response.js';
import { layout } from './layout.js';
import { navigation } from './navigation.js';
import { panel } from './panel.js';
import { table } from './table.js';

export interface TestingPageParts {
  readonly forge: PromptForge;
  readonly token: string | null;
  /** Where the routes begin, without a slash at the end. */
  readonly basePath: string;
  readonly checks: Checks;
  /** What is shown; null when there is no report yet. */
  readonly report: CheckReport | null;
}

/** Suites and their checks, a report, what has changed, and a form that starts a run. */
export async function testingPage({ forge, token, basePath, checks, report }: TestingPageParts): Promise<Response> {
  const links = await navigation(forge, token, { basePath, current: '/testing', hasChecks: true });
  const { items } = await forge.checkReports.list({ limit: 10 });
  const content = html`${startPanel(basePath, checks.list)}
${report === null ? null : reportPanels(basePath, report)}
${panel('reports', 'Reports', reportTable(basePath, items))}
${panel('all-checks', 'Checks', checkTable(checks.list))}`;
  const lead = 'Whether this PromptForge does what it promises, tried from outside by users that are made for it.';
  return htmlResponse(layout({ basePath, title: 'Checks', lead, links, content }));
}

function startPanel(basePath: string, list: readonly CheckListing[]): Html {
  const free = list.filter(({ usesModel }) => !usesModel).length;
  const action = `${basePath}/testing`;
  return panel(
    'start',
    'Run the checks',
    html`<form class="stack" method="post" action="${action}" data-checks>
<div class="actions"><button class="button">Run all ${list.length}</button>
<button class="button button-quiet" formaction="${action}?model=false">Run the ${free} that no model is paid for</button></div>
<progress class="progress" aria-label="Checks that have ended" hidden></progress>
<p class="note" role="status">It takes some seconds. What is made for it is erased at its end.</p></form>`,
  );
}

function reportPanels(basePath: string, report: CheckReport): Html {
  const { id, score, requests, milliseconds, startedAt, isComplete, isCleanedUp, comparison } = report;
  const failed = report.outcomes.filter(({ status }) => status === 'failed').length;
  const change = comparison?.scoreChange ?? null;
  const figures = figureList([
    {
      title: 'Score',
      value: inPoints(score),
      note: change === null ? 'of 100' : `${signed(change)} since the report before`,
    },
    { title: 'Failed', value: inWhole(failed), note: `of ${report.outcomes.length} checks` },
    { title: 'Requests', value: inWhole(requests) },
    { title: 'Time taken', value: inDuration(milliseconds) },
  ]);
  const files = `${basePath}/testing/reports/${encodeURIComponent(id)}`;
  return html`${panel(
    'report',
    `Report of ${inMoment(startedAt, 'UTC')} UTC`,
    html`${figures}
${!isComplete && html`<p>The run was broken off: not all checks were tried.</p>`}
${!isCleanedUp && html`<p>Some users of the checks could not be erased. The next <code>users.erase()</code> of their ids does it.</p>`}
${table({
  id: 'suites',
  caption: 'Suites',
  empty: 'There are none.',
  columns: [
    { title: 'Suite', value: ({ suite }) => suite },
    { title: 'Passed', value: ({ passed }) => passed, isNumber: true },
    { title: 'Failed', value: ({ failed: count }) => count, isNumber: true },
    { title: 'Skipped', value: ({ skipped }) => skipped, isNumber: true },
  ],
  rows: report.suites,
})}
<p class="actions"><a class="button button-quiet" href="${files}?format=json">As JSON</a> <a class="button button-quiet" href="${files}?format=junit">As JUnit XML</a></p>`,
  )}
${comparison !== null && panel('changes', 'Since the report before', changeTable(report))}
${panel('outcomes', 'Outcomes', outcomeTable(report.outcomes))}`;
}

function changeTable({ comparison }: CheckReport): Html {
  const { newlyFailing = [], mended = [], added = [], gone = [] } = comparison ?? {};
  const rows = [
    ...newlyFailing.map((name) => ({ name, what: 'fails now' })),
    ...mended.map((name) => ({ name, what: 'mended' })),
    ...added.map((name) => ({ name, what: 'new' })),
    ...gone.map((name) => ({ name, what: 'gone' })),
  ];
  return table({
    id: 'change-table',
    caption: 'What has changed',
    empty: 'Nothing: every check has ended as before.',
    columns: [
      { title: 'Check', value: ({ name }) => name },
      { title: 'Change', value: ({ what }) => what },
    ],
    rows,
  });
}

const order = { failed: 0, skipped: 1, passed: 2 } as const;

function outcomeTable(outcomes: readonly CheckOutcome[]): Html {
  return table({
    id: 'outcome-table',
    caption: 'Failed ones first',
    empty: 'Nothing was tried.',
    columns: [
      { title: 'Check', value: ({ name, title }) => html`${title} <code class="apart">${name}</code>` },
      { title: 'Outcome', wraps: true, value: outcomeOf },
      { title: 'Last request', wraps: true, value: ({ evidence }) => lastRequest(evidence) },
      { title: 'Time', value: ({ milliseconds }) => inDuration(milliseconds), isNumber: true },
    ],
    rows: [...outcomes].sort((a, b) => order[a.status] - order[b.status]),
  });
}

function outcomeOf({ status, reason }: CheckOutcome): Html {
  const word = status === 'failed' ? html`<strong class="trouble">failed</strong>` : status;
  return html`${word}${reason !== null && `: ${reason}`}`;
}

function lastRequest(evidence: CheckOutcome['evidence']): string {
  const last = evidence.at(-1);
  return last === undefined
    ? ''
    : `${last.method} ${last.path}: ${last.status ?? 'no answer'} (${last.requestId ?? 'no id'})`;
}

function reportTable(basePath: string, reports: readonly CheckReport[]): Html {
  return table({
    id: 'report-table',
    caption: 'The last ten',
    empty: 'There is no report yet. Run the checks.',
    columns: [
      {
        title: 'Report',
        value: ({ id, startedAt }) =>
          html`<a href="${basePath}/testing?report=${encodeURIComponent(id)}">${inMoment(startedAt, 'UTC')} UTC</a>`,
      },
      { title: 'Score', value: ({ score }) => inPoints(score), isNumber: true },
      {
        title: 'Failed',
        value: ({ suites }) => suites.reduce((sum, { failed }) => sum + failed, 0),
        isNumber: true,
      },
    ],
    rows: reports,
  });
}

function checkTable(list: readonly CheckListing[]): Html {
  return table({
    id: 'check-table',
    caption: `${list.length} checks of ${checkSuites.length} suites`,
    empty: 'There are none.',
    columns: [
      { title: 'Check', value: ({ title, name }) => html`${title} <code class="apart">${name}</code>` },
      { title: 'Model', value: ({ usesModel }) => (usesModel ? 'makes runs' : 'free') },
    ],
    rows: list,
  });
}

function signed(change: number): string {
  return `${change > 0 ? '+' : ''}${inPoints(change)}`;
}
