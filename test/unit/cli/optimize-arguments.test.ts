import { describe, expect, test } from 'vitest';
import { parseOptimizeArguments } from '../../../src/cli/optimize-arguments.js';
import { refusal } from '../../fixtures/rejection.js';

const usual = { out: null, sevenD: {}, engine: null, json: false, bundle: null, redact: false };

describe('the arguments of optimize', () => {
  test.each([
    [['p.txt'], { ...usual, file: 'p.txt' }],
    [['-'], { ...usual, file: '-' }],
    [
      ['p.txt', '--out', 'o.txt', '--engine', 'rules', '--json'],
      { ...usual, file: 'p.txt', out: 'o.txt', engine: 'rules', json: true },
    ],
    [['p.txt', '--bundle', 'b.zip', '--redact'], { ...usual, file: 'p.txt', bundle: 'b.zip', redact: true }],
    [
      [
        ...['p.txt', '--domain', 'saas', '--output-format', 'json', '--scale', 'a', '--urgency', 'b'],
        ...['--complexity', 'c', '--resources', 'd', '--application', 'e'],
      ],
      {
        ...usual,
        file: 'p.txt',
        sevenD: {
          domain: 'saas',
          output_format: 'json',
          scale: 'a',
          urgency: 'b',
          complexity: 'c',
          resources: 'd',
          application: 'e',
        },
      },
    ],
    [['--help'], null],
    [['-h', 'p.txt'], null],
  ])('%j', (words, expected) => {
    expect(parseOptimizeArguments(words)).toEqual(expected);
  });

  test.each([
    [[], /^Name one file, or - for standard input\./],
    [['p.txt', 'q.txt'], /^Name one file/],
    [['p.txt', '--engine', 'magic'], /^--engine is model or rules\./],
    [['p.txt', '--out', ' '], /^--out is the path of a file\./],
    [['p.txt', '--user', 'ada'], /--user/],
  ])('%j are refused', async (words, says) => {
    const { code, message } = await refusal(() => parseOptimizeArguments(words));
    expect([code, message]).toEqual(['request_invalid', expect.stringMatching(says)]);
    expect(message).toMatch(/ See: promptforge optimize --help$/);
  });
});
