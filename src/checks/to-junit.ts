import type { CheckOutcome, CheckReport } from '../index.js';

/**
 * The report as JUnit XML, as build servers read it: a suite of tests for each suite of checks. A check that
 * fails is a failure, one that was skipped is skipped.
 * @see https://github.com/testmoapp/junitxml
 */
export function toJunit({ outcomes, suites, startedAt, milliseconds }: CheckReport): string {
  const totals = { tests: outcomes.length, failures: failures(outcomes), skipped: skipped(outcomes), errors: 0 };
  const parts = suites
    .filter(({ passed, failed, skipped }) => passed + failed + skipped > 0)
    .map(({ suite }) => {
      const own = outcomes.filter((outcome) => outcome.suite === suite);
      const taken = own.reduce((sum, outcome) => sum + outcome.milliseconds, 0);
      const facts = {
        tests: own.length,
        failures: failures(own),
        skipped: skipped(own),
        errors: 0,
        time: seconds(taken),
      };
      const named = { name: `promptforge.${suite}`, ...facts, timestamp: new Date(startedAt).toISOString() };
      return `  <testsuite${attributes(named)}>\n${own.map(testCase).join('')}  </testsuite>\n`;
    });
  const head = attributes({ name: 'promptforge check', ...totals, time: seconds(milliseconds) });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites${head}>\n${parts.join('')}</testsuites>\n`;
}

function testCase({ name, suite, title, status, reason, milliseconds, evidence }: CheckOutcome): string {
  const head = `    <testcase${attributes({ name, classname: `promptforge.${suite}`, time: seconds(milliseconds) })}`;
  const requests = evidence.map(
    ({ method, path, status, requestId }) => `${method} ${path}: ${status ?? 'no answer'}, ${requestId ?? 'no id'}`,
  );
  const details = `\n${[title, ...requests].map(escaped).join('\n')}\n`;
  const message = attributes({ message: reason ?? '' });
  if (status === 'passed') return `${head}/>\n`;
  if (status === 'skipped') return `${head}>\n      <skipped${message}/>\n    </testcase>\n`;
  return `${head}>\n      <failure${message}>${details}</failure>\n    </testcase>\n`;
}

function failures(outcomes: readonly CheckOutcome[]): number {
  return outcomes.filter(({ status }) => status === 'failed').length;
}

function skipped(outcomes: readonly CheckOutcome[]): number {
  return outcomes.filter(({ status }) => status === 'skipped').length;
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1_000).toFixed(3);
}

function attributes(values: Readonly<Record<string, string | number>>): string {
  return Object.entries(values)
    .map(([name, value]) => ` ${name}="${escaped(String(value))}"`)
    .join('');
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  // As they are, a parser makes spaces of them in an attribute.
  '\n': '&#10;',
  '\t': '&#9;',
};

/** What XML 1.0 cannot hold at all, however it is written, becomes the replacement character. */
function escaped(text: string): string {
  return text
    .toWellFormed()
    .replace(/[^\t\n\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD')
    .replace(/[&<>"\n\t]/g, (character) => entities[character] ?? character);
}
