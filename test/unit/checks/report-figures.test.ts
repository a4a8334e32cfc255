import { SaxesParser } from 'saxes';
import { describe, expect, test } from 'vitest';
import { defineCheck } from '../../../src/checks/check.js';
import { checkScore } from '../../../src/checks/check-score.js';
import { type ChecksOptions, checkSettings } from '../../../src/checks/checks-options.js';
import { compareReports } from '../../../src/checks/compare-reports.js';
import { toJunit } from '../../../src/checks/to-junit.js';
import type { CheckOutcome, CheckReport, CheckSuite } from '../../../src/index.js';
import { newCheckReport } from '../../../src/testing/storage-contract/check-reports/new-check-report.js';
import { unusualText } from '../../../src/testing/storage-contract/fidelity/unusual-text.js';

const outcome = (name: string, status: CheckOutcome['status'], reason: string | null = null): CheckOutcome => ({
  name,
  suite: 'api',
  title: `Title of ${name}`,
  status,
  reason,
  milliseconds: 1_234,
  evidence: [],
});

describe('the score', () => {
  const of = (suite: CheckSuite, passed: number, failed: number, skipped = 0) => ({ suite, passed, failed, skipped });

  test.each([
    ['all is well', [of('api', 3, 0), of('security', 9, 0)], 100],
    ['nothing was tried', [of('api', 0, 0, 4)], null],
    ['a suite that was skipped counts nowhere', [of('api', 1, 1), of('quality', 0, 0, 5)], 50],
    // 100 * (40 * 3/4 + 30 + 15 + 15) / 100
    [
      'one of four checks of security fails',
      [of('security', 3, 1), of('api', 9, 0), of('quality', 5, 0), of('performance', 4, 0)],
      90,
    ],
    // 100 * (40 + 15 * 2/3) / 55
    ['suites weigh as they are written down', [of('security', 1, 0), of('performance', 2, 1)], 90.9],
  ] as const)('%s', (_, suites, score) => {
    expect(checkScore(suites)).toBe(score);
  });
});

test('a comparison names what fails now, what was mended, what is new and what is gone', () => {
  const before = newCheckReport({
    score: 80,
    outcomes: [
      outcome('a', 'passed'),
      outcome('b', 'failed'),
      outcome('c', 'skipped'),
      outcome('d', 'failed'),
      outcome('e', 'failed'),
      outcome('g', 'passed'),
    ],
  });
  const now = {
    score: 77.5,
    outcomes: [
      outcome('a', 'failed'),
      outcome('b', 'passed'),
      outcome('c', 'failed'),
      outcome('d', 'failed'),
      outcome('e', 'skipped'),
      outcome('f', 'failed'),
    ],
  };
  expect(compareReports(before, now)).toEqual({
    previousId: before.id,
    newlyFailing: ['a', 'c'],
    mended: ['b'],
    added: ['f'],
    gone: ['g'],
    scoreChange: -2.5,
  });
  expect(compareReports(before, { ...now, score: null }).scoreChange).toBeNull();
});

interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  text: string;
}

/** Elements of a document, by a parser that takes nothing that is not well-formed. */
function elementsOf(xml: string): readonly Element[] {
  const elements: Element[] = [];
  const open: Element[] = [];
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => {
    const element = { name, attributes: attributes as Record<string, string>, text: '' };
    elements.push(element);
    open.push(element);
  });
  parser.on('text', (text) => {
    const [last] = open.slice(-1);
    if (last !== undefined) last.text += text;
  });
  parser.on('closetag', () => void open.pop());
  parser.write(xml).close();
  return elements;
}

describe('JUnit XML', () => {
  const report = (outcomes: readonly CheckOutcome[]): CheckReport =>
    newCheckReport({ outcomes, suites: [{ suite: 'api', passed: 1, failed: 1, skipped: 1 }], milliseconds: 4_000 });

  test('has a suite of tests for each suite, with counts, times and reasons', () => {
    const outcomes = [
      outcome('a', 'passed'),
      outcome('b', 'failed', 'It is <broken> & "more".'),
      outcome('c', 'skipped', 'Left out.'),
    ];
    const [all, suite, ...rest] = elementsOf(toJunit(report(outcomes)));
    expect(all?.attributes).toMatchObject({ tests: '3', failures: '1', skipped: '1', errors: '0', time: '4.000' });
    expect(suite?.attributes).toMatchObject({ name: 'promptforge.api', tests: '3', failures: '1', time: '3.702' });
    expect(rest.map(({ name, attributes }) => [name, attributes.name ?? attributes.message])).toEqual([
      ['testcase', 'a'],
      ['testcase', 'b'],
      ['failure', 'It is <broken> & "more".'],
      ['testcase', 'c'],
      ['skipped', 'Left out.'],
    ]);
    expect(rest[2]?.text).toContain('Title of b');
  });

  test('stays well-formed whatever a reason holds', () => {
    for (const text of [...unusualText, ']]>', '\uD800', '\uFFFE']) {
      const elements = elementsOf(toJunit(report([outcome('a', 'failed', text)])));
      const expected = text
        .toWellFormed()
        .replaceAll(/[^\t\n\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD');
      expect(elements[3]?.attributes.message).toBe(expected);
    }
  });
});

test.each<[string, Partial<ChecksOptions>]>([
  ['no requests', { maxRequests: 0 }],
  ['no number of requests', { maxRequests: Number.NaN }],
  ['too many at once', { concurrency: 101 }],
  ['a secret that anything holds', { secrets: ['a'] }],
])('options that make no sense are refused: %s', (_, options) => {
  expect(() => checkSettings(options as ChecksOptions)).toThrow(/option/);
});

test.each(['', 'Two words', 'upper-Case', 'a--b', '-a', 'a'.repeat(81)])('a check cannot be called %j', (name) => {
  expect(() => defineCheck({ name, suite: 'api', title: 'It is', run: async () => {} })).toThrow(TypeError);
});
