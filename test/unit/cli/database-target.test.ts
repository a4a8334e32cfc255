import { describe, expect, test } from 'vitest';
import { wrongWords } from '../../../src/cli/command-words.js';
import { databaseTarget } from '../../../src/cli/database-target.js';
import { refusal } from '../../fixtures/rejection.js';

const url = 'postgres://app:secret@localhost:5432/shop';
const direct = 'postgres://owner:secret@localhost:5433/shop';
const none = {};
const wrong = wrongWords('doctor');
const both = ['DIRECT_URL', 'DATABASE_URL'];

describe('the database of a command', () => {
  test('is the one of the flag, whatever the environment says', () => {
    expect(databaseTarget({ 'database-url': url }, { DIRECT_URL: direct }, both, wrong)).toEqual({
      kind: 'postgres',
      connectionString: url,
      shown: 'postgres://app@localhost:5432/shop',
    });
    expect(databaseTarget({ 'data-dir': '.promptforge' }, { DATABASE_URL: url }, both, wrong)).toEqual({
      kind: 'pglite',
      dataDir: '.promptforge',
      shown: 'PGlite in .promptforge',
    });
  });

  test('is otherwise that of the first variable that is set', () => {
    const shownWith = (environment: Readonly<Record<string, string>>) =>
      databaseTarget(none, environment, both, wrong).shown;
    expect(shownWith({ DIRECT_URL: direct, DATABASE_URL: url })).toBe('postgres://owner@localhost:5433/shop');
    expect(shownWith({ DIRECT_URL: ' ', DATABASE_URL: `${url}\n` })).toBe('postgres://app@localhost:5432/shop');
  });

  test.each([
    ['no target', none, {}, /^No database was named\. Give --database-url or --data-dir, or set DATABASE_URL\. See: /],
    ['both targets', { 'database-url': url, 'data-dir': 'x' }, {}, /^Give either --database-url or --data-dir/],
    ['a flag that is no URL', { 'database-url': 'secret' }, {}, /^--database-url is not the URL of a Postgres/],
    ['a variable that is no URL', none, { DATABASE_URL: 'secret' }, /^DATABASE_URL is not the URL of a Postgres/],
    ['a URL for a folder', { 'data-dir': url }, {}, /^--data-dir is the path of a folder; a server is named with/],
    ['an empty folder name', { 'data-dir': ' ' }, {}, /^--data-dir is the path of a folder/],
  ])('%s is refused, and says how to mend it', async (_what, flags, environment, says) => {
    const { code, message } = await refusal(() => databaseTarget(flags, environment, both, wrong));
    expect([code, message]).toEqual(['request_invalid', expect.stringMatching(says)]);
    expect(message).toMatch(/ See: promptforge doctor --help$/);
    expect(message).not.toContain('secret');
  });
});
