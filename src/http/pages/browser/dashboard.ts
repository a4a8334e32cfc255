/** The script of all pages. They work without it: it adds charts, live figures, and renews sessions. */
import { drawCharts } from './draw-charts.js';
import { followLive } from './follow-live.js';
import { renewSession } from './renew-session.js';
import { runChecks } from './run-checks.js';

if (document.body.hasAttribute('data-expired')) void renewSession(document.body);
drawCharts(document);
followLive(document);
runChecks(document);
