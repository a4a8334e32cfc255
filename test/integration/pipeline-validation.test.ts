import { describe, expect, test, vi } from 'vitest';
import { sevenDValues } from '../../src/domain/seven-d/seven-d.js';
import { forgeWithModel } from '../fixtures/forge-with-model.js';
import { rewrite, verdict } from '../fixtures/model-answers.js';
import { rejection } from '../fixtures/rejection.js';

/** Answers what each purpose needs, as often as it is asked. */
const script = ({ purpose }: { readonly purpose: string }) =>
  purpose === 'judge' ? verdict(4) : rewrite('Write a better release note for accountants.');

const run = async (request: { readonly prompt?: unknown; readonly sevenD?: unknown }) => {
  const world = forgeWithModel(script);
  await world.optimize(request as never);
  return world.events.find(({ type }) => type === 'prompt.validated');
};
const refused = (prompt: unknown) => rejection(run({ prompt }));
const refusedWith = (sevenD: unknown) => rejection(run({ sevenD }));

describe('the length of a prompt', () => {
  test.each([
    ['letters', 'x'],
    ['emoji, each of which counts as one', '\u{1F469}'],
  ])('may be from 10 to 10,000 %s', async (_what, character) => {
    expect(await run({ prompt: character.repeat(10) })).toMatchObject({ data: { length: 10 } });
    expect(await run({ prompt: character.repeat(10_000) })).toMatchObject({ data: { length: 10_000 } });
    expect(await refused(character.repeat(9))).toMatchObject({
      code: 'prompt_too_short',
      details: { length: 9, min: 10 },
    });
    expect(await refused(character.repeat(10_001))).toMatchObject({
      code: 'prompt_too_long',
      details: { length: 10_001, max: 10_000 },
    });
  });

  test('is taken after cleaning', async () => {
    expect(await run({ prompt: `  ${'e\u0301'.repeat(10)}\r\n` })).toMatchObject({ data: { length: 10 } });
    expect((await refused(`${' '.repeat(50)}123456789${'\n'.repeat(50)}`)).details).toEqual({ length: 9, min: 10 });
    expect(await run({ prompt: 'a\r\nb\r\nc\r\nd\r\ne\r\n1' })).toMatchObject({ data: { length: 11 } });
  });

  test('of many megabytes is refused without the text being read', async () => {
    const normalize = vi.spyOn(String.prototype, 'normalize');
    try {
      expect((await refused('\u00e9'.repeat(50_000_000))).code).toBe('prompt_too_long');
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
  const error = await refused(prompt);
  expect(error.code).toBe('request_invalid');
  expect(error.message).toContain('prompt must be a string.');
});

describe('7D parameters', () => {
  test.each([
    undefined,
    null,
    'saas',
    7,
    [],
    [{ domain: 'saas', output_format: 'md' }],
  ])('that are %j are refused with an example', async (parameters) => {
    const error = await refusedWith(parameters);
    expect(error.code).toBe('seven_d_invalid');
    expect(error.message).toContain('{ "domain": "saas", "output_format": "md" }');
  });

  test('that are wrong are all named, with their lists and without what was given', async () => {
    const error = await refusedWith({ domain: 'canary', 'canary-key': 1 });
    expect(error.code).toBe('seven_d_invalid');
    expect(error.message).toContain(`sevenD.domain is not in its list. Use one of: ${sevenDValues.domain.join(', ')}.`);
    expect(error.message).toContain('a key that is not a 7D parameter');
    expect(error.message).toContain(
      `sevenD.output_format is required. Use one of: ${sevenDValues.output_format.join(', ')}.`,
    );
    expect(error.details).toMatchObject({ issues: { length: 3 } });
    expect(JSON.stringify([error.message, error.details])).not.toContain('canary');
  });
});

test('what is wrong in both is told of the prompt first', async () => {
  expect((await rejection(run({ prompt: 'short', sevenD: null }))).code).toBe('prompt_too_short');
});
