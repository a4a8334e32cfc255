// biome-ignore-all lint/suspicious/noTemplateCurlyInString: such text is what is tested here.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fillPrompt, longestFilled } from '../../../src/trial/fill-prompt.js';

const fill = (prompt: string, inputs: Record<string, string> = {}) => fillPrompt(prompt, inputs, 'cases.0.inputs');

describe('placeholders', () => {
  test.each([
    ['{name}', { name: 'Ada' }, 'Ada'],
    ['{{name}}', { name: 'Ada' }, 'Ada'],
    ['{{ name }}', { name: 'Ada' }, 'Ada'],
    ['${name}', { name: 'Ada' }, 'Ada'],
    ['<name>', { name: 'Ada' }, 'Ada'],
    ['[NAME]', { NAME: 'Ada' }, 'Ada'],
    ['[NAME]', { name: 'Ada' }, 'Ada'],
    ['[FIRST NAME]', { first_name: 'Ada' }, 'Ada'],
    ['{user.name}', { 'user.name': 'Ada' }, 'Ada'],
    ['{größe} {größe}', { größe: '7' }, '7 7'],
    ['{a}{b}, then {a}', { a: '1', b: '2' }, '12, then 1'],
  ])('%s takes its input', (prompt, inputs, filled) => {
    expect(fill(prompt, inputs)).toBe(filled);
  });

  test.each([
    'Match \\d{3} or {0}.',
    'Answer {"a": 1} and { a } and {a b}.',
    'See [RFC](https://example.com).',
    'Wrap it in <b>bold</b>, then <br> and <li>.',
    '<context>Facts.</context>',
    'An empty {} and {{}}.',
    'If a < b and b > c.',
    '[x] done, [ ] open, [1].',
  ])('are none in: %s', (prompt) => {
    expect(fill(prompt)).toBe(prompt);
  });

  test('are filled in once: what a value holds stays as it is', () => {
    expect(fill('{a} {b}', { a: '{b}', b: '$& ${a} $1' })).toBe('{b} $& ${a} $1');
  });

  test('that are none after all are given their own text', () => {
    expect(fill('Keep [TODO] and {x}.', { TODO: '[TODO]', x: '{x}' })).toBe('Keep [TODO] and {x}.');
  });

  test('never lose or change what stands around them', () => {
    const names = fc.constantFrom('a', 'bc', 'größe', 'x_1');
    const plain = fc.string({ unit: 'grapheme' }).map((text) => text.replaceAll(/[{}<>[\]$]/g, ''));
    const slot = names.chain((name) =>
      fc.constantFrom(`{${name}}`, `{{${name}}}`, `\${${name}}`).map((written) => ({ name, written })),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(plain, slot)), plain, fc.dictionary(names, fc.string()), (parts, rest, given) => {
        const used = [...new Set(parts.map(([, { name }]) => name))];
        const inputs = Object.fromEntries(used.map((name) => [name, given[name] ?? '{a}']));
        const prompt = parts.map(([text, { written }]) => text + written).join('') + rest;
        const expected = parts.map(([text, { name }]) => text + inputs[name]).join('') + rest;
        expect(fill(prompt, inputs)).toBe(expected);
      }),
    );
  });
});

describe('what does not fit', () => {
  const failure = (prompt: string, inputs: Record<string, string>) => {
    try {
      fill(prompt, inputs);
    } catch (error) {
      return error;
    }
    return null;
  };

  test('is a placeholder without an input, told by its position alone', () => {
    expect(failure('Hello {secretname}, {a} and <other>.', { a: '1' })).toMatchObject({
      code: 'request_invalid',
      message:
        'cases.0.inputs: the prompt has a placeholder at position 6 that no input is for, and 1 more. Give a value for each; where it is no placeholder, its own text.',
      details: { place: 'cases.0.inputs', positions: [6, 28] },
    });
  });

  test('is an input without a placeholder, told by its number alone', () => {
    expect(failure('Hello {a}.', { a: '1', secretname: '2' })).toMatchObject({
      code: 'request_invalid',
      message: 'cases.0.inputs: input 2 of 2 has no placeholder in the prompt. Leave it out, or correct its name.',
      details: { unknown: [1] },
    });
  });

  test('is an input of a name that every object has', () => {
    expect(failure('Hello {toString}.', {})).toMatchObject({ details: { positions: [6] } });
    expect(failure('Hello {a}.', { a: '', constructor: '' })).toMatchObject({ details: { unknown: [1] } });
  });

  test('is a prompt that would grow beyond its limit', () => {
    const value = 'v'.repeat(10_000);
    expect(fill('{a}'.repeat(10), { a: value })).toHaveLength(longestFilled);
    expect(failure(`${'{a}'.repeat(10)}!`, { a: value })).toMatchObject({ code: 'request_invalid' });
    expect(failure('{a}'.repeat(3_000), { a: value })).toMatchObject({ code: 'request_invalid' });
  });
});
