// biome-ignore-all lint/suspicious/noTemplateCurlyInString: such text is what is tested here.
import { describe, expect, test } from 'vitest';
import { certainPlaceholdersOf, placeholdersOf } from '../../../src/optimize/guards/placeholders.js';

describe('placeholders', () => {
  test('are found in all five spellings, each once', () => {
    const text = '{a} {{b}} ${c} <d> [E] {a} {{ f.g }} ${h-i} <j-k> [L M_2]';
    expect([...placeholdersOf(text)]).toEqual([
      '{a}',
      '{{b}}',
      '${c}',
      '<d>',
      '[E]',
      '{{ f.g }}',
      '${h-i}',
      '<j-k>',
      '[L M_2]',
    ]);
  });

  test.each([
    '{ "json": 1 }',
    '{}',
    '{{}}',
    '< 3',
    'a <= b > c',
    '[x]',
    '[ ]',
    '[1]',
    '$5',
    '(a)',
    '[a link](https://example.org)',
    '100 %',
    `{${'x'.repeat(65)}}`,
  ])('are not seen in %s', (text) => {
    expect([...placeholdersOf(text)]).toEqual([]);
  });

  test.each([
    '[Your Name]',
    '[company_name]',
    '{{ first name }}',
    '{{ name | upper }}',
    '{{user["n"]}}',
    '{имя}',
    '{0}',
    '{first name}',
    '<first name>',
    '%s',
    '%(name)s',
    '$NAME',
  ])('are seen in %s', (text) => {
    expect([...placeholdersOf(`Dear ${text}, welcome.`)]).toEqual([text]);
  });

  test('count as invented only in spellings that hardly mean anything else', () => {
    const text = '{0} {имя} {{x}} ${y} <z> [TEAM] [Your Name] %s $NAME <first name>';
    expect([...certainPlaceholdersOf(text)]).toEqual([
      '{0}',
      '{имя}',
      '{{x}}',
      '${y}',
      '<z>',
      '[TEAM]',
      '[Your Name]',
      '<first name>',
    ]);
  });

  test('are told apart by their spelling', () => {
    expect([...placeholdersOf('{name} {{name}} ${name} <name> [NAME]')]).toHaveLength(5);
  });
});
