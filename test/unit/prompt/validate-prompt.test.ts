import { describe, expect, test, vi } from 'vitest';
import { sevenDValues } from '../../../src/domain/seven-d.js';
import { validatePrompt } from '../../../src/prompt/validate-prompt.js';
import { refusal } from '../../fixtures/rejection.js';

const sevenD = { domain: 'saas', output_format: 'md' };
const refused = (prompt: unknown) => refusal(() => validatePrompt(prompt, sevenD));
const refusedWith = (parameters: unknown) => refusal(() => validatePrompt('a prompt that is long enough', parameters));

describe('the length of a prompt', () => {
  test.each([
    ['letters', 'x'],
    ['emoji, each of which counts as one', '\u{1F469}'],
  ])('may be from 10 to 10,000 %s', async (_what, character) => {
    expect(validatePrompt(character.repeat(10), sevenD).length).toBe(10);
    expect(validatePrompt(character.repeat(10_000), sevenD).length).toBe(10_000);
    expect(await refused(character.repeat(9))).toMatchObject({
      code: 'prompt_too_short',
      details: { length: 9, min: 10 },
    });
    expect(await refused(character.repeat(10_001))).toMatchObject({
      code: 'prompt_too_long',
      details: { length: 10_001, max: 10_000 },
    });
  });

  test('is taken after normalizing', async () => {
    expect(validatePrompt(`  ${'e\u0301'.repeat(10)}\r\n`, sevenD)).toMatchObject({
      prompt: 'é'.repeat(10),
      length: 10,
    });
    expect((await refused(`${' '.repeat(50)}123456789${'\n'.repeat(50)}`)).details).toEqual({ length: 9, min: 10 });
    expect(validatePrompt('a\r\nb\r\nc\r\nd\r\ne\r\n1', sevenD).length).toBe(11);
  });

  test('of many megabytes is refused without the text being read', async () => {
    const normalize = vi.spyOn(String.prototype, 'normalize');
    try {
      expect((await refused('x'.repeat(50_000_000))).code).toBe('prompt_too_long');
      expect(normalize).not.toHaveBeenCalled();
    } finally {
      normalize.mockRestore();
    }
  });

  test('says in its refusal how to mend it', async () => {
    expect((await refused('short')).message).toContain('5 characters');
    expect((await refused('short')).message).toContain('at least 10');
    expect((await refused('x'.repeat(10_001))).message).toContain('at most 10000');
  });
});

test.each([
  undefined,
  null,
  42,
  {},
  ['a prompt in a list'],
  Buffer.from('a prompt in a buffer'),
])('a prompt that is %o is no request', async (prompt) => {
  expect(await refused(prompt)).toMatchObject({ code: 'request_invalid', message: 'prompt must be a string.' });
});

describe('7D parameters', () => {
  test.each([
    undefined,
    null,
    'saas',
    7,
    [],
    [sevenD],
  ])('that are %j are refused with an example', async (parameters) => {
    const error = await refusedWith(parameters);
    expect(error.code).toBe('seven_d_invalid');
    expect(error.message).toContain('{ "domain": "saas", "output_format": "md" }');
  });

  test('that are wrong are all named, with their lists and without what was given', async () => {
    const error = await refusedWith({ domain: 'canary', 'canary-key': 1 });
    expect(error.code).toBe('seven_d_invalid');
    expect(error.message).toContain(`sevenD.domain is not in its list; one of: ${sevenDValues.domain.join(', ')}.`);
    expect(error.message).toContain('a key that is not a 7D parameter');
    expect(error.message).toContain(
      `sevenD.output_format is required; one of: ${sevenDValues.output_format.join(', ')}.`,
    );
    expect(error.details).toMatchObject({ issues: { length: 3 } });
    expect(JSON.stringify([error.message, error.details])).not.toContain('canary');
  });
});
