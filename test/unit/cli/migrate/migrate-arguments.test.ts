import { describe, expect, test } from 'vitest';
import { parseMigrateArguments } from '../../../../src/cli/migrate/migrate-arguments.js';
import { refusal } from '../../../fixtures/rejection.js';

const folder = { kind: 'pglite', dataDir: 'x', shown: 'PGlite in x' };
const environment = { DATABASE_URL: 'postgres://pooler/shop', DIRECT_URL: 'postgres://server/shop' };

describe('the arguments of migrate', () => {
  test.each([
    [['status', '--data-dir', 'x'], { action: 'status', target: folder, json: false }],
    [['status', '--json', '--data-dir', 'x'], { action: 'status', target: folder, json: true }],
    [['up', '--data-dir', 'x'], { action: 'up', target: folder, seed: false, json: false }],
    [['--seed', 'up', '--data-dir', 'x'], { action: 'up', target: folder, seed: true, json: false }],
    [['sql'], { action: 'sql', target: null }],
    [['sql', '--pending', '--data-dir', 'x'], { action: 'sql', target: folder }],
    [['supabase'], { action: 'supabase', folder: 'supabase/migrations' }],
    [['supabase', '--dir', 'y'], { action: 'supabase', folder: 'y' }],
    [['--help'], { action: 'help' }],
    [['up', '--help'], { action: 'help' }],
  ])('%j', (words, expected) => {
    expect(parseMigrateArguments(words, {})).toEqual(expected);
  });

  test.each(['status', 'up'])('%s goes to the server itself when the environment names a pooler too', (action) => {
    expect(parseMigrateArguments([action], environment)).toMatchObject({ target: { shown: 'postgres://server/shop' } });
    expect(parseMigrateArguments([action], { DATABASE_URL: environment.DATABASE_URL })).toMatchObject({
      target: { shown: 'postgres://pooler/shop' },
    });
  });

  test('sql needs no database and looks at none', () => {
    expect(parseMigrateArguments(['sql'], environment)).toEqual({ action: 'sql', target: null });
  });

  test.each([
    [[], /^Give one command: status, up, sql, supabase\./],
    [['down'], /^Give one command/],
    [['constructor'], /^Give one command/],
    [['up', 'status'], /^Give one command/],
    [['up', '--colour', 'red'], /--colour/],
    [['up', '--database-url'], /--database-url/],
    [['up'], /^No database was named/],
    [['sql', '--pending'], /^No database was named/],
    [['status', '--seed', '--data-dir', 'x'], /^promptforge migrate status takes no --seed\./],
    [['up', '--dir', 'y', '--data-dir', 'x'], /^promptforge migrate up takes no --dir\./],
    [['supabase', '--json'], /^promptforge migrate supabase takes no --json\./],
    [['supabase', '--dir', ' '], /^--dir is the path of a folder\./],
    [['sql', '--data-dir', 'x'], /looks at a database only with --pending\./],
  ])('%j is refused', async (words, says) => {
    const { code, message } = await refusal(() => parseMigrateArguments(words, {}));
    expect([code, message]).toEqual(['request_invalid', expect.stringMatching(says)]);
    expect(message).toMatch(/ See: promptforge migrate --help$/);
  });
});
