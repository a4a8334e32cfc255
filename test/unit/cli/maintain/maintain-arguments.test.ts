import { describe, expect, test } from 'vitest';
import { parseMaintainArguments } from '../../../../src/cli/maintain/maintain-arguments.js';
import { leftAlone, maintainLine } from '../../../../src/cli/maintain/maintain-report.js';
import { nothingMaintained as nothing } from '../../../fixtures/nothing-maintained.js';
import { refusal } from '../../../fixtures/rejection.js';

const environment = { DATABASE_URL: 'postgres://server/shop' };

describe('the arguments of maintain', () => {
  test.each([
    [
      [],
      {
        target: { kind: 'postgres', connectionString: 'postgres://server/shop', shown: 'postgres://server/shop' },
        everySeconds: null,
        plans: null,
        tokenSeconds: null,
        timeZone: null,
        json: false,
      },
    ],
    [
      [
        '--data-dir',
        'x',
        '--every',
        '60',
        '--plans',
        'stored',
        '--token-lifetime',
        '86400',
        '--time-zone',
        'UTC',
        '--json',
      ],
      {
        target: { kind: 'pglite', dataDir: 'x', shown: 'PGlite in x' },
        everySeconds: 60,
        plans: 'stored',
        tokenSeconds: 86_400,
        timeZone: 'UTC',
        json: true,
      },
    ],
    [['--help'], null],
    [['-h', '--every', 'no'], null],
  ])('%j', (words, expected) => {
    expect(parseMaintainArguments(words, environment)).toEqual(expected);
  });

  test.each([
    [[], { DATABASE_URL: '' }, /^No database was named/],
    [['now'], {}, /now/],
    [['--every', '0'], {}, /^--every is a whole number of seconds, from 1 to 86400\./],
    [['--every', '86401'], {}, /^--every is/],
    [['--every', '1.5'], {}, /^--every is/],
    [['--every'], {}, /--every/],
    [['--plans', 'gold'], {}, /^--plans is default or stored\./],
    [['--token-lifetime', '59'], {}, /^--token-lifetime is a whole number of seconds, from 60/],
    [['--quick'], {}, /--quick/],
  ])('%j are refused', async (words, change, says) => {
    const { code, message } = await refusal(() => parseMaintainArguments(words, { ...environment, ...change }));
    expect([code, message]).toEqual(['request_invalid', expect.stringMatching(says)]);
    expect(message).toMatch(/ See: promptforge maintain --help$/);
  });
});

describe('what maintain tells', () => {
  test('is what was done, and that nothing was', () => {
    expect(maintainLine(nothing)).toBe('nothing was due');
    expect(maintainLine({ ...nothing, abandonedRuns: 2, sweptWindows: 7 })).toBe(
      'abandoned runs ended: 2, quota counters deleted: 7',
    );
  });

  test('is what is left alone until somebody says what it goes by', () => {
    expect(leftAlone({ plans: 'default', tokenSeconds: 60 })).toEqual([]);
    expect(leftAlone({ plans: null, tokenSeconds: null })).toEqual([
      expect.stringMatching(/^Left alone: runs and events.*--plans$/),
      expect.stringMatching(/^Left alone: ended sessions.*--token-lifetime$/),
    ]);
  });
});
