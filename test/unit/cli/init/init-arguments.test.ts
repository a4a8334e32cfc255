import { describe, expect, test } from 'vitest';
import { parseInitArguments } from '../../../../src/cli/init/init-arguments.js';
import { refusal } from '../../../fixtures/rejection.js';

describe('the arguments of init', () => {
  test.each([
    [[], { host: null, storage: 'pglite', dryRun: false, json: false }],
    [
      ['--host', 'hono', '--storage=postgres', '--dry-run', '--json'],
      { host: 'hono', storage: 'postgres', dryRun: true, json: true },
    ],
    [['--help'], null],
    [['-h', '--host', 'rails'], null],
  ])('%j', (words, expected) => {
    expect(parseInitArguments(words)).toEqual(expected);
  });

  test.each([
    [['--host', 'rails'], /^--host is one of express, next, hono\./],
    [['--storage', 'mysql'], /^--storage is one of pglite, postgres, supabase, memory\./],
    [['--force'], /--force/],
    [['express'], /^Unexpected argument 'express'\./],
    [['--host'], /--host/],
  ])('%j are refused', async (words, says) => {
    const { code, message } = await refusal(() => parseInitArguments(words));
    expect([code, message]).toEqual(['request_invalid', expect.stringMatching(says)]);
    expect(message).toMatch(/ See: promptforge init --help$/);
  });
});
