import { PassThrough } from 'node:stream';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { readPromptFile } from '../../../src/cli/read-prompt.js';
import { rejection } from '../../fixtures/rejection.js';

/** Puts a stream in the place of standard input. */
function standardInput(): PassThrough {
  const stream = new PassThrough();
  vi.spyOn(process, 'stdin', 'get').mockReturnValue(stream as unknown as typeof process.stdin);
  return stream;
}

const { signal } = new AbortController();

afterEach(() => {
  vi.restoreAllMocks();
});

describe('the prompt', () => {
  test('comes from standard input when - is given, whole', async () => {
    const stdin = standardInput();
    const reading = readPromptFile('-', signal);
    stdin.write('Write a ');
    stdin.end('mail.');
    expect(await reading).toBe('Write a mail.');
  });

  test('is not waited for once the user interrupts', async () => {
    const stdin = standardInput();
    const interrupted = new AbortController();
    const reading = rejection(readPromptFile('-', interrupted.signal));
    stdin.write('Write a ');
    interrupted.abort();
    expect((await reading).code).toBe('run_canceled');
  });

  test('that cannot be read is a wrong argument, which names the reason', async () => {
    const stdin = standardInput();
    const reading = rejection(readPromptFile('-', signal));
    stdin.destroy(Object.assign(new Error('a directory'), { code: 'EISDIR' }));
    expect(await reading).toMatchObject({
      code: 'request_invalid',
      message: 'Standard input cannot be read (EISDIR). Check its name.',
    });
  });

  test.each([
    ['/nowhere/at/all.txt', 'ENOENT'],
    [import.meta.dirname, 'EISDIR'],
  ])('in a file that cannot be read (%s) is a wrong argument too', async (path, reason) => {
    const { code, message } = await rejection(readPromptFile(path, signal));
    expect([code, message]).toEqual([
      'request_invalid',
      expect.stringContaining(`The file ${path} cannot be read (${reason})`),
    ]);
  });
});
