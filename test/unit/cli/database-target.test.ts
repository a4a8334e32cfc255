import { describe, expect, test } from 'vitest';
import { databaseTarget } from '../../../src/cli/database-target.js';
import { refusal } from '../../fixtures/rejection.js';

const url = 'postgres://app:secret@localhost:5432/shop';
const direct = 'postgres://owner:secret@localhost:5433/shop';
const none = { databaseUrl: undefined, dataDir: undefined, help: 'promptforge doctor --help' };
const both = ['DIRECT_URL', 'DATABASE_URL'];

describe('the database of a command', () => {
  test('is the one of the flag, whatever the environment says', () => {
    expect(databaseTarget({ ...none, databaseUrl: url }, { DIRECT_URL: direct }, both)).toEqual({
      kind: 'postgres',
      connectionString: url,
      shown: 'postgres://app@localhost:5432/shop',
    });
    expect(databaseTarget({ ...none, dataDir: '.promptforge' }, { DATABASE_URL: url }, both)).toEqual({
      kind: 'pglite',
      dataDir: '.promptforge',
      shown: 'PGlite in .promptforge',
    });
  });

  test('is otherwise that of the first variable that is set', () => {
    const shownWith = (environment: Readonly<Record<string, string>>) => databaseTarget(none, environment, both).shown;
    expect(shownWith({ DIRECT_URL: direct, DATABASE_URL: url })).toBe('postgres://owner@localhost:5433/shop');
    expect(shownWith({ DIRECT_URL: ' ', DATABASE_URL: `${url}\n` })).toBe('postgres://app@localhost:5432/shop');
  });

  test.each([
    ['no target', none, {}, /^No database was named\. Give --database-url or --data-dir, or set DATABASE_URL\. See: /],
    ['both targets', { ...none, databaseUrl: url, dataDir: 'x' }, {}, /^Give either --database-url or --data-dir/],
    ['a flag that is no URL', { ...none, databaseUrl: 'secret' }, {}, /^--database-url is not the URL of a Postgres/],
    ['a variable that is no URL', none, { DATABASE_URL: 'secret' }, /^DATABASE_URL is not the URL of a Postgres/],
    [
      'a URL for a folder',
      { ...none, dataDir: url },
      {},
      /^--data-dir is the path of a folder; a server is named with/,
    ],
    ['an empty folder name', { ...none, dataDir: ' ' }, {}, /^--data-dir is the path of a folder/],
  ])('%s is refused, and says how to mend it', async (_what, flags, environment, says) => {
    const { code, message } = await refusal(() => databaseTarget(flags, environment, both));
    expect([code, message]).toEqual(['request_invalid', expect.stringMatching(says)]);
    expect(message).toMatch(/ See: promptforge doctor --help$/);
    expect(message).not.toContain('secret');
  });
});
