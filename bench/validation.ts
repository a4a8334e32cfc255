import { corporaAbsent, corporaAvailable } from '../test/corpora.js';
import { benchOptions } from './bench-options.js';
import { machineLines } from './report/machine.js';
import { damageTables, harmTables } from './validation/damage.js';
import { proveValidator } from './validation/prove-validator.js';
import { timeTables } from './validation/times.js';
import { validators } from './validation/validators.js';

if (!['benign', 'blns', 'xss'].every(corporaAvailable)) throw new Error(corporaAbsent);

const { quick, rounds, turnMs } = benchOptions({ rounds: 9, turnMs: 500 });
/** Of each set: all of them, or a few that prove that it runs. */
const most = quick ? 40 : Number.POSITIVE_INFINITY;

for (const validator of validators) await proveValidator(validator);

console.log('# Validating a prompt, beside sanitizers of HTML\n');
const load = `${rounds} rounds of ${turnMs} ms each or one pass over the texts, whichever is longer; one caller who awaits each`;
console.log(machineLines(['sanitize-html', 'dompurify', 'jsdom', 'xss'], { load }));
console.log(`## Time\n\n${await timeTables(rounds, turnMs, quick ? 10 : 80)}`);
console.log(`## Honest texts\n\n${await damageTables(most)}`);
console.log(`## Hostile markup\n\n${await harmTables(most)}`);
