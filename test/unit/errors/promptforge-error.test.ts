import { inspect } from 'node:util';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { PromptForgeError } from '../../../src/errors/promptforge-error.js';

afterEach(() => {
  vi.resetModules();
});

describe('a PromptForgeError', () => {
  test('carries code, message, details, wait and cause', () => {
    const cause = new Error('below');
    const error = new PromptForgeError('quota_exceeded', 'Wait.', { details: { max: 1 }, retryAfterMs: 5, cause });
    expect(error).toBeInstanceOf(Error);
    expect(error).toMatchObject({ name: 'PromptForgeError', code: 'quota_exceeded', message: 'Wait.' });
    expect(error).toMatchObject({ details: { max: 1 }, retryAfterMs: 5 });
    expect(error.cause).toBe(cause);
  });

  test('has no details, no wait and no cause unless they were given', () => {
    const error = new PromptForgeError('internal', 'It failed.');
    expect(error.details).toEqual({});
    expect(error.retryAfterMs).toBeNull();
    expect('cause' in error).toBe(false);
    expect(error.unsettled).toBeUndefined();
  });

  test('is known across two copies of the package, where instanceof is not', async () => {
    vi.resetModules();
    const copy = await import('../../../src/errors/promptforge-error.js');
    expect(copy.PromptForgeError).not.toBe(PromptForgeError);
    const theirs = new copy.PromptForgeError('internal', 'From the other copy.');
    expect(theirs instanceof PromptForgeError).toBe(false);
    expect(PromptForgeError.is(theirs)).toBe(true);
    expect(copy.PromptForgeError.is(new PromptForgeError('internal', 'From this one.'))).toBe(true);
  });

  test.each([
    new Error('x'),
    { code: 'internal' },
    'internal',
    null,
    undefined,
    1,
    () => {},
  ])('is not taken for one when it is %o', (value) => {
    expect(PromptForgeError.is(value)).toBe(false);
  });

  test('gives what was not settled to whoever asks, and to no logger', () => {
    const unsettled = { prompt: 'canary' };
    const error = new PromptForgeError('run_unsettled', 'It was not recorded.', { unsettled });
    expect(error.unsettled).toBe(unsettled);
    expect(Object.keys(error)).not.toContain('unsettled');
    for (const printed of [
      JSON.stringify(error),
      JSON.stringify({ ...error }),
      inspect(error, { depth: null }),
      String(error),
    ]) {
      expect(printed).not.toContain('canary');
    }
  });
});
