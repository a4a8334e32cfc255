import { presetPolicy } from '../src/safety/policy/preset-policy.js';
import { inspectText } from '../src/safety/verdict/inspect-text.js';
import { corporaAbsent, corporaAvailable } from '../test/corpora.js';
import { benchOptions } from './bench-options.js';
import { machineLines } from './report/machine.js';
import { injectionBars } from './safety/injection.js';
import { injectionCurve } from './safety/injection-curve.js';
import { linearTimeBars } from './safety/linear-time.js';
import { personalDataBars } from './safety/personal-data.js';
import { policyBars } from './safety/policy-bars.js';
import { safetyTable } from './safety/safety-table.js';
import { validationTimes } from './safety/validation-times.js';
import { measureXss } from './safety/xss.js';

if (!['injection', 'benign', 'blns', 'pii', 'xss'].every(corporaAvailable)) throw new Error(corporaAbsent);

const { quick } = benchOptions({ rounds: 1, turnMs: 1_000 });

console.log('# Prompt safety\n');
console.log(machineLines(['libphonenumber-js', 're2js']));
console.log(`## The default policy, as a whole\n\n${safetyTable(await policyBars())}`);
console.log(`## Attacks on the model, by the rules alone\n\n${safetyTable(injectionBars())}`);
console.log(`Percentage of each set that is flagged, by the threshold of the risk:\n\n${injectionCurve()}`);
console.log(`## Personal data\n\n${safetyTable(personalDataBars())}`);
console.log(`## Markup and addresses, as strict blocks them\n\n${safetyTable(measureXss())}`);
console.log(`## Time\n\n${safetyTable(await validationTimes(quick ? 1 : 10))}`);

const policy = presetPolicy('strict');
const growth = linearTimeBars(
  'all detectors',
  (text) => inspectText({ path: [], text }, policy),
  quick ? 1_000 : 5_000,
);
const steepest = [...growth].sort((a, b) => b.figure - a.figure).slice(0, 5);
console.log(`Of ${growth.length} kinds of hostile text, those whose time grows most when they become twice as long:\n`);
console.log(safetyTable(steepest));
