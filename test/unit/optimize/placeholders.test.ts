// biome-ignore-all lint/suspicious/noTemplateCurlyInString: such text is what is tested here.
import { describe, expect, test } from 'vitest';
import { placeholdersOf } from '../../../src/optimize/placeholders.js';

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
    '{1}',
    '< 3',
    'a <= b > c',
    '[x]',
    '[ ]',
    '[1]',
    '$5',
    '(a)',
    '{a b}',
    `{${'x'.repeat(65)}}`,
  ])('are not seen in %s', (text) => {
    expect([...placeholdersOf(text)]).toEqual([]);
  });

  test('are told apart by their spelling', () => {
    expect([...placeholdersOf('{name} {{name}} ${name} <name> [NAME]')]).toHaveLength(5);
  });
});
