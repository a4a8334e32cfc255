/**
 * Long runs behind the figures of the documentation: `npm run evidence -- NAME`. Each prints a
 * table; what continuous integration runs of it is named beside it.
 */
import { contractRepeated } from './contract-repeated.mjs';
import { newcomer } from './newcomer.mjs';

const runs = {
  newcomer: {
    run: newcomer,
    about: "README's two commands from a fresh clone with an empty npm cache, timed (short form: .ci/run itself)",
  },
  'contract-repeated': {
    run: contractRepeated,
    about: 'the storage contract 20 times over on every storage, for races (short form: once, in npm test)',
  },
};

const [name = '', ...words] = process.argv.slice(2);
const chosen = Object.hasOwn(runs, name) ? runs[name] : undefined;
if (chosen === undefined) {
  console.log('npm run evidence -- NAME, where NAME is one of:\n');
  for (const [key, { about }] of Object.entries(runs)) console.log(`  ${key.padEnd(20)} ${about}`);
  process.exitCode = name === '' ? 0 : 2;
} else {
  process.exitCode = (await chosen.run(words)) ? 0 : 1;
}
