import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ModuleDefinition } from '../../../../src/domain/library/module-recipe.js';
import { defineModule, renderModule } from '../../../../src/modules.js';
import { composePrompt } from '../../../../src/prompt/compose-prompt.js';
import { lintPrompt } from '../../../../src/prompt/lint-prompt.js';
import { caught } from '../../../fixtures/caught.js';
import { releaseNotes } from '../../../fixtures/modules/release-notes.js';

const given = { product: 'Ledgerly', changes: ['Export', 'Search'] };
const rendered = (inputs: object, module: ModuleDefinition = releaseNotes) =>
  renderModule(module, { inputs: inputs as ModuleDefinition['example'] }).prompt;
const refusal = (inputs: unknown) => caught((async () => rendered(inputs as object))());

describe('the prompt of a module', () => {
  test('has the sections of the prompt standard in their order', () => {
    const headings = rendered(given).match(/^# .*$/gm);
    expect(headings).toEqual([
      '# Role and goal',
      '# Task',
      '# Context',
      '# Output specification',
      '# Process',
      '# Guardrails',
      '# Evaluation',
      '# Telemetry',
    ]);
  });

  test('leaves the rules of the engine nothing to notice, and nothing to add', () => {
    const { prompt, sevenD } = renderModule(releaseNotes, { inputs: releaseNotes.example });
    const findings = lintPrompt(prompt, sevenD.values);
    expect(findings).toEqual([]);
    expect(composePrompt(prompt, sevenD.values, findings).changes).toEqual([]);
  });

  test('holds given values, defaults, and "not specified" for the rest', () => {
    const prompt = rendered(given);
    expect(prompt).toContain(
      'notes of Ledgerly for customers from these changes:\n- Export\n- Search\nTone: not specified.',
    );
    expect(prompt).toContain('List known issues: no.');
    expect(prompt).toContain('at most 300 words');
    expect(rendered({ ...given, audience: null, tone: '  ', words: 50 })).toContain('for customers');
  });

  test('keeps what looks like a placeholder in a value as text', () => {
    const prompt = rendered({ ...given, product: '{{tone}} $& {{product}}', tone: '$1' });
    expect(prompt).toContain('notes of {{tone}} $& {{product}} learn');
  });

  test('holds every value once for each of its placeholders, whatever the value is', () => {
    const text = fc.string({ minLength: 1, maxLength: 40, unit: 'grapheme' }).filter((value) => value.trim() !== '');
    fc.assert(
      fc.property(text, text, (product, tone) => {
        const plain = rendered({ ...given, product: 'QPRODUCTQ', tone: 'QTONEQ' });
        const expected = plain.split('QPRODUCTQ').join(product).split('QTONEQ').join(tone);
        // A value that holds the marks themselves is not to be told from them.
        fc.pre(!/Q(PRODUCT|TONE)Q/.test(product + tone));
        expect(rendered({ ...given, product, tone })).toBe(expected);
      }),
    );
  });

  test.each([
    ['alone on its line', 'These:\n{{changes}}\nEnd', 'These:\n- Export\n- Search\nEnd'],
    ['at the end of a line', 'These: {{changes}}\nEnd', 'These:\n- Export\n- Search\nEnd'],
    ['within a line', 'Sort {{changes}} by weight', 'Sort\n- Export\n- Search\nby weight'],
    ['before a full stop', 'Sort {{changes}}. Then {{changes}}.', 'Sort\n- Export\n- Search\nThen\n- Export\n- Search'],
    ['at the beginning', '{{ changes }}', '- Export\n- Search'],
  ])('gives a list room: %s', (_where, text, expected) => {
    const module = { ...releaseNotes, template: `${text}\n\n{{product}} {{tone}} {{known_issues}} is the rest.` };
    expect(rendered(given, module).split('\n\nLedgerly')[0]).toBe(expected);
  });

  test('keeps further lines of an item within it', () => {
    expect(rendered({ ...given, changes: ['One\nmore', 'Two'] })).toContain('- One\n  more\n- Two');
  });

  test('fences its example so that nothing in it ends the fence', () => {
    const example = '```mermaid\ngraph TD\n```';
    const output = { ...releaseNotes.output, example };
    expect(rendered(given, { ...releaseNotes, output })).toContain(`Example:\n\`\`\`\`\n${example}\n\`\`\`\``);
  });
});

describe('the 7D parameters of a module', () => {
  test('are its own, completed by the domain', () => {
    const { sevenD } = renderModule(releaseNotes, { inputs: given });
    expect(sevenD.values).toMatchObject({ domain: 'saas', application: 'documentation', scale: 'startup' });
  });

  test("give way to the caller's, as far as the module answers in the format", () => {
    const { sevenD, prompt } = renderModule(releaseNotes, {
      inputs: given,
      sevenD: { domain: 'legal', output_format: 'txt' },
    });
    expect(sevenD.values).toMatchObject({ domain: 'legal', output_format: 'txt', application: 'documentation' });
    expect(prompt).toContain('- Field: legal');
    expect(prompt).toContain('Example of the content; its form is the one above:');
  });

  test('refuse a format that the module does not answer in, with the list', async () => {
    const rendering = async () => renderModule(releaseNotes, { inputs: given, sevenD: { output_format: 'json' } });
    expect(await caught(rendering())).toMatchObject({
      code: 'seven_d_invalid',
      message: expect.stringContaining('md, txt, checklist'),
      details: { issues: [{ parameter: 'output_format', allowed: ['md', 'txt', 'checklist'] }] },
    });
  });
});

describe('inputs', () => {
  test.each([
    ['one is missing', { changes: ['a'] }, 'product', 'missing'],
    ['one is blank', { ...given, product: ' ' }, 'product', 'missing'],
    ['a text is too long', { ...given, product: 'hunter2'.repeat(20) }, 'product', 'unfit'],
    ['a value is not in its list', { ...given, audience: 'hunter2' }, 'audience', 'unfit'],
    ['a number is a text', { ...given, words: '300' }, 'words', 'unfit'],
    ['a number has a fraction', { ...given, words: 300.5 }, 'words', 'unfit'],
    ['a number is out of bounds', { ...given, words: 801 }, 'words', 'unfit'],
    ['a list is too short', { ...given, changes: [] }, 'changes', 'unfit'],
    ['a list is no list', { ...given, changes: 'hunter2' }, 'changes', 'unfit'],
    ['an item is blank', { ...given, changes: [' '] }, 'changes', 'unfit'],
    ['one is of an unknown name', { ...given, hunter2: 'x' }, '*', 'unknown'],
    ['one is of a name that objects have', { ...given, constructor: 'hunter2' }, '*', 'unknown'],
  ])('are refused by name where %s', async (_what, inputs, input, problem) => {
    const error = await refusal(inputs);
    expect(error).toMatchObject({ code: 'module_input_invalid', details: { problems: [{ input, problem }] } });
    expect(JSON.stringify(error) + String(error)).not.toContain('hunter2');
  });

  test.each([
    undefined,
    null,
    [],
    'text',
    { product: () => 1 },
    { product: Number.NaN },
  ])('are none: %s', async (inputs) => {
    expect(await refusal(inputs)).toMatchObject({ code: 'module_input_invalid' });
  });

  test('may be named as objects name their own', () => {
    const module = defineModule({
      ...releaseNotes,
      inputs: {
        ...releaseNotes.inputs,
        properties: {
          ...releaseNotes.inputs.properties,
          constructor: { type: 'string' as const, title: 'Constructor', description: 'Who builds.' },
        },
      },
      process: ['Ask {{constructor}}.'],
    });
    expect(rendered(given, module)).toContain('Ask not specified.');
    expect(rendered({ ...given, constructor: 'Ada' }, module)).toContain('Ask Ada.');
  });
});
