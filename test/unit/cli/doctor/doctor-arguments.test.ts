import { describe, expect, test } from 'vitest';
import { parseDoctorArguments } from '../../../../src/cli/doctor/doctor-arguments.js';
import { refusal } from '../../../fixtures/rejection.js';

const pooler = 'postgres://pooler/shop';
const direct = 'postgres://server/shop';

describe('the arguments of doctor', () => {
  test('name a database, by a flag or by the environment: the one that the application uses', () => {
    expect(parseDoctorArguments(['--data-dir', 'x', '--json'], {})).toEqual({
      target: { kind: 'pglite', dataDir: 'x', shown: 'PGlite in x' },
      hasDirectUrl: false,
      json: true,
    });
    expect(parseDoctorArguments([], { DATABASE_URL: pooler, DIRECT_URL: direct })).toMatchObject({
      target: { shown: pooler },
      hasDirectUrl: true,
      json: false,
    });
    expect(parseDoctorArguments([], { DIRECT_URL: direct })).toMatchObject({ target: { shown: direct } });
  });

  test.each([[['--help']], [['-h']]])('%j asks for the help', (words) => {
    expect(parseDoctorArguments(words, {})).toBeNull();
  });

  test.each([
    [['--colour'], /--colour/],
    [['shop'], /shop/],
    [[], /^No database was named/],
  ])('%j is refused', async (words, says) => {
    const { code, message } = await refusal(() => parseDoctorArguments(words, {}));
    expect([code, message]).toEqual(['request_invalid', expect.stringMatching(says)]);
    expect(message).toMatch(/ See: promptforge doctor --help$/);
  });
});
