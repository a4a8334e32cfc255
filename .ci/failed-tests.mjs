/** Tells which tests of a run have failed, and how it began, in few lines. @param argv what was run, and its results. */
import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';

const most = 20;
const longest = 400;

const [name, path] = process.argv.slice(2);
const failures = failuresOf(path);
for (const { what, why } of failures.slice(0, most)) console.log(`FAILED: ${name}: ${what}\n${why}`);
if (failures.length > most) console.log(`FAILED: ${name}: and ${failures.length - most} more`);

function failuresOf(file) {
  const results = readResults(file);
  if (results === null) return [{ what: 'the run left no results', why: '' }];
  const found = results.testResults.flatMap(failuresOfFile);
  return found.length > 0 ? found : [{ what: 'no test, but the run: see what it printed at its end', why: '' }];
}

function readResults(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

/** Its tests, or else what kept the file from running any. */
function failuresOfFile({ name: file, status, message, assertionResults }) {
  const where = relative(process.cwd(), file);
  const tests = assertionResults.filter((test) => test.status === 'failed');
  if (tests.length === 0 && status === 'failed') return [{ what: where, why: beginningOf(message) }];
  return tests.map(({ fullName, failureMessages }) => ({
    what: `${where} > ${fullName}`,
    why: beginningOf(failureMessages.join('\n')),
  }));
}

function beginningOf(message) {
  const lines = stripVTControlCharacters(message).split('\n');
  const own = lines.filter((line) => line.trim() !== '' && !line.includes('/node_modules/'));
  return own
    .map((line) => `  ${line}`)
    .join('\n')
    .slice(0, longest);
}
