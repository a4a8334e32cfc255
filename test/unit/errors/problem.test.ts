import { describe, expect, test } from 'vitest';
import { errorCodes, errorMeanings } from '../../../src/errors/code.js';
import { httpStatus } from '../../../src/errors/http-status.js';
import { toProblem } from '../../../src/errors/problem.js';
import { PromptForgeError } from '../../../src/errors/promptforge-error.js';

const ofTheStorage = ['storage_unavailable', 'storage_not_ready', 'storage_locked'] as const;

describe('a problem document', () => {
  test.each(errorCodes)('of %s holds its type, title, status, code, message and details', (code) => {
    const error = new PromptForgeError(code, 'How to mend it.', { details: { max: 3 } });
    expect(toProblem(error, 'operator')).toEqual({
      type: `urn:promptforge:error:${code}`,
      title: errorMeanings[code],
      status: httpStatus[code],
      detail: 'How to mend it.',
      code,
      details: { max: 3 },
    });
    const isOfTheStorage = ofTheStorage.some((each) => each === code);
    if (!isOfTheStorage) expect(toProblem(error)).toEqual(toProblem(error, 'operator'));
  });

  test.each(ofTheStorage)('of %s tells a client nothing of hosts, roles and folders', (code) => {
    const error = new PromptForgeError(code, 'Check canary.internal.', { details: { role: 'canary' } });
    const problem = toProblem(error);
    expect(problem).toMatchObject({ code, status: 503, title: errorMeanings[code], details: {} });
    expect(problem.detail).toContain('Try again');
    expect(JSON.stringify(problem)).not.toContain('canary');
  });

  test.each([
    new Error('canary: a password'),
    'canary',
    { message: 'canary', code: 'quota_exceeded' },
    Object.assign(new Error('canary'), { code: 'session_invalid', details: { canary: 1 } }),
    null,
    undefined,
    42,
  ])('of a stranger is internal and repeats nothing of it', (stranger) => {
    const problem = toProblem(stranger);
    expect(problem).toMatchObject({ status: 500, code: 'internal', details: {} });
    expect(JSON.stringify(problem)).not.toContain('canary');
  });

  test('holds neither the cause nor what could not be settled', () => {
    const error = new PromptForgeError('run_unsettled', 'Try again.', {
      cause: new Error('canary'),
      unsettled: { prompt: 'canary' },
    });
    expect(JSON.stringify(toProblem(error))).not.toContain('canary');
  });

  test('of a code only a newer copy of the package knows is internal, with a status', () => {
    const newer = new PromptForgeError('a_code_of_tomorrow' as 'internal', 'From another version.');
    expect(toProblem(newer)).toMatchObject({ status: 500, code: 'internal', title: errorMeanings.internal });
  });
});
