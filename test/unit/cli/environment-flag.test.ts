import { describe, expect, test } from 'vitest';
import { takeEnvironmentFlag } from '../../../src/cli/environment-flag.js';
import { refusal } from '../../fixtures/rejection.js';

describe('the flag --env-file', () => {
  test.each<readonly [words: string[], file: string | null, rest: string[]]>([
    [[], null, []],
    [['up', '--json'], null, ['up', '--json']],
    [['--env-file', 'a.env'], 'a.env', []],
    [['up', '--env-file', 'a.env', '--json'], 'a.env', ['up', '--json']],
    [['up', '--json', '--env-file=a=b.env'], 'a=b.env', ['up', '--json']],
    [['--', '--env-file', 'a.env'], null, ['--', '--env-file', 'a.env']],
    [['--env-file', 'a.env', '--', '--env-file=b.env'], 'a.env', ['--', '--env-file=b.env']],
    [['--env-files', 'a.env'], null, ['--env-files', 'a.env']],
  ])('in %j', (words, file, rest) => {
    expect(takeEnvironmentFlag(words)).toEqual({ file, rest });
  });

  test.each([
    [['--env-file']],
    [['--env-file', '--json']],
    [['--env-file=']],
    [['--env-file', '--', 'a.env']],
    [['--env-file', 'a.env', '--env-file', 'b.env']],
  ])('names one file, other than in %j', async (words) => {
    const { code, message } = await refusal(() => takeEnvironmentFlag(words));
    expect([code, message]).toEqual(['request_invalid', '--env-file names one file. See: promptforge --help']);
  });
});
