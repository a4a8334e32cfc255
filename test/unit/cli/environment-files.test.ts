import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { withEnvironmentFiles } from '../../../src/cli/environment-files.js';
import { refusal } from '../../fixtures/rejection.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'promptforge-env-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const write = (name: string, text: string) => writeFile(join(folder, name), text);
const read = (environment = {}, file: string | null = null) => withEnvironmentFiles(environment, file, folder);

describe('the environment of a command', () => {
  test('has what the files say, .env.local before .env, and what is set before both', async () => {
    await write('.env', 'A=common\nB=common\nC=common\nD=common\n');
    await write('.env.local', 'B=local\nC="local # no comment" # comment\nD=local\n');
    expect(read({ D: 'set', E: 'set' })).toEqual({
      A: 'common',
      B: 'local',
      C: 'local # no comment',
      D: 'set',
      E: 'set',
    });
  });

  test('has nothing of a file for what is set to nothing', async () => {
    await write('.env.local', 'A=\n');
    await write('.env', 'A=common\nB=common\n');
    expect(read({ B: '' })).toEqual({ A: '', B: '' });
  });

  test.each(['', '# nothing\n\n', 'no variable at all'])('takes %j in a file for nothing', async (text) => {
    await write('.env', text);
    expect(read({ A: 'set' })).toEqual({ A: 'set' });
  });

  test('is as it is where there are no such files, or folders of that name', async () => {
    await mkdir(join(folder, '.env'));
    expect(read({ A: 'set' })).toEqual({ A: 'set' });
  });

  test('reads the file that is named instead of the two', async () => {
    await write('.env', 'A=common\n');
    await write('other', '\uFEFFB=other\r\nC=other\r\n');
    expect(read({ C: 'set' }, join(folder, 'other'))).toEqual({ B: 'other', C: 'set' });
  });

  test('cannot be read from a file that is not there', async () => {
    const { code, message } = await refusal(() => read({}, join(folder, 'missing')));
    expect(code).toBe('request_invalid');
    expect(message).toMatch(/missing cannot be read \(ENOENT\)\. Check its name/);
  });

  test('is not guessed where a usual file cannot be read', async () => {
    await write('.env', 'A=common\n');
    // A name that no file can have, below one that can be read.
    const { code, message } = await refusal(() => withEnvironmentFiles({}, null, join(folder, 'x'.repeat(300))));
    expect([code, message]).toEqual(['config_invalid', expect.stringContaining('(ENAMETOOLONG)')]);
  });
});
