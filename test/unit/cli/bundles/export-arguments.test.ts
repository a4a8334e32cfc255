import { describe, expect, test } from 'vitest';
import { parseExportArguments } from '../../../../src/cli/bundles/export-arguments.js';
import { refusal } from '../../../fixtures/rejection.js';

const environment = { DATABASE_URL: 'postgres://server/shop' };
const target = { kind: 'postgres', connectionString: 'postgres://server/shop', shown: 'postgres://server/shop' };
const all = { orgId: null, userId: null, planId: null, model: null, moduleId: null, output: null };

describe('the arguments of export', () => {
  test.each([
    [[], { target, format: 'csv', range: { from: 0, to: 8.64e15 }, ...all }],
    [
      ['--format', 'jsonl', '--from', '2026-11-01', '--to', '2026-11-23T10:00+02:00', '--output', 'runs.jsonl'],
      {
        ...{ target, format: 'jsonl', ...all, output: 'runs.jsonl' },
        range: { from: Date.UTC(2026, 10, 1), to: Date.UTC(2026, 10, 23, 8) },
      },
    ],
    [
      ['--org', 'acme', '--user', 'ada', '--plan', 'pro', '--model', 'gpt', '--module', 'launch'],
      {
        ...{ target, format: 'csv', range: { from: 0, to: 8.64e15 }, output: null },
        ...{ orgId: 'acme', userId: 'ada', planId: 'pro', model: 'gpt', moduleId: 'launch' },
      },
    ],
    [['--help', '--format', 'xlsx'], null],
  ])('%j', (words, expected) => {
    expect(parseExportArguments(words, environment)).toEqual(expected);
  });

  test.each([
    [[], { DATABASE_URL: '' }, /^No database was named/],
    [['runs'], environment, /runs/],
    [['--format', 'xlsx'], environment, /^--format is csv or jsonl\./],
    [['--from', 'yesterday'], environment, /^--from is a date/],
    [['--from', '2026-02-30'], environment, /^--from is a date/],
    [['--to', '2026-11-23T10:00'], environment, /^--to is a date/],
    [['--from', '2026-11-02', '--to', '2026-11-01'], environment, /^--from must be earlier/],
    [['--org', ''], environment, /^--org must not be empty/],
  ])('%j is refused', async (words, variables, message) => {
    const error = await refusal(() => parseExportArguments(words, variables));
    expect([error.code, error.message]).toEqual(['request_invalid', expect.stringMatching(message)]);
  });
});
