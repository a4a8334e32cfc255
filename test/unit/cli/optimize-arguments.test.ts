import { describe, expect, test } from 'vitest';
import { parseOptimizeArguments } from '../../../src/cli/optimize-arguments.js';
import { refusal } from '../../fixtures/rejection.js';

const usual = {
  file: null,
  module: null,
  inputs: [],
  out: null,
  sevenD: {},
  engine: null,
  json: false,
  bundle: null,
  redact: false,
};

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
    [
      ['--module', 'lesson-plan', '--input', 'topic=a=b', '--input-file', 'notes=n.txt'],
      {
        ...{ ...usual, module: 'lesson-plan' },
        inputs: [
          { name: 'topic', text: 'a=b', isFile: false },
          { name: 'notes', text: 'n.txt', isFile: true },
        ],
      },
    ],
    [['--help'], null],
    [['-h', 'p.txt'], null],
  ])('%j', (words, expected) => {
    expect(parseOptimizeArguments(words)).toEqual(expected);
  });

  test.each([
    [[], /^Name one file, or - for standard input, or a module\./],
    [['p.txt', 'q.txt'], /^Name one file/],
    [['p.txt', '--engine', 'magic'], /^--engine is model or rules\./],
    [['p.txt', '--out', ' '], /^--out is the path of a file\./],
    [['p.txt', '--module', 'lesson-plan'], /^Name one file, or - for standard input, or a module\./],
    [['p.txt', '--input', 'topic=a'], /^--input goes with --module\./],
    [['--module', 'lesson-plan', '--input', 'topic'], /^--input takes NAME=VALUE\./],
    [['--module', 'lesson-plan', '--input-file', '=n'], /^--input-file takes NAME=PATH\./],
    [['p.txt', '--redact'], /^--redact goes with --bundle\./],
    [['p.txt', '--user', 'ada'], /--user/],
  ])('%j are refused', async (words, says) => {
    const { code, message } = await refusal(() => parseOptimizeArguments(words));
    expect([code, message]).toEqual(['request_invalid', expect.stringMatching(says)]);
    expect(message).toMatch(/ See: promptforge optimize --help$/);
  });
});
