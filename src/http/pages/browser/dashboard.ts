/** The script of all pages. They work without it: it adds charts, live figures, and renews sessions. */
import { drawCharts } from './draw-charts.js';
import { followLive } from './follow-live.js';
import { renewed } from './renew-session.js';
import { runChecks } from './run-checks.js';

// Where the session has run out and could be renewed, the page that was asked for takes the place of the refusal.
const { expired, basePath = '' } = document.body.dataset;
if (expired !== undefined) void renewed(basePath).then((isRenewed) => isRenewed && location.reload());
drawCharts(document);
followLive(document);
runChecks(document);
