import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decideGate } from '../../../src/domain/scores/quality-gate.js';
import { withComposite } from '../../../src/domain/scores/score.js';
import { scoreRulesFor } from '../../../src/domain/scores/score-rules.js';
import { type SevenD, sevenDValues } from '../../../src/domain/seven-d/seven-d.js';
import { placeholdersOf } from '../../../src/optimize/guards/placeholders.js';
import { composePrompt } from '../../../src/prompt/compose-prompt.js';
import { lintPrompt } from '../../../src/prompt/lint-prompt.js';
import { scoreFindings } from '../../../src/score/score-findings.js';
import { sevenD } from '../../fixtures/seven-d.js';

const compose = (prompt: string, parameters: SevenD) =>
  composePrompt(prompt, parameters, lintPrompt(prompt, parameters));
const occurrences = (text: string, part: string) => text.split(part).length - 1;
const combinations = sevenDValues.domain.flatMap((domain) =>
  sevenDValues.application.flatMap((application) =>
    sevenDValues.output_format.map((output_format) => sevenD({ domain, application, output_format })),
  ),
);
const anySevenD = fc.record(
  Object.fromEntries(Object.entries(sevenDValues).map(([name, values]) => [name, fc.constantFrom(...values)])),
) as fc.Arbitrary<SevenD>;
const anyPrompt = fc
  .array(
    fc.constantFrom(
      'Write a poem.',
      'Act as a lawyer.',
      'Return a table.',
      '1. Read it.',
      'It must include dates.',
      'Do not guess.',
      'If a date is missing, ask.',
      'For a SaaS startup in a sprint.',
      'The purpose is training.',
      'Fill in {name} and [COMPANY].',
      '```json\n{"a": 1}\n```',
      '# My own heading',
      'Zeile mit Umlauten: äöü',
    ),
    { minLength: 1, maxLength: 8 },
  )
  .map((sentences) => sentences.join('\n'));

/** What composing can mend; the other rules are about what only the author knows. */
const structure = [
  'no-role',
  'no-output-specification',
  'no-process',
  'no-success-criteria',
  'no-constraints',
  'no-handling-of-gaps',
  'no-domain-context',
  'no-situation',
  'no-purpose',
];

describe('a composed prompt', () => {
  test('has the sections of the standard in their order, around the words of its author', () => {
    const { prompt, changes } = compose('Write a poem on the sea.', sevenD());
    expect(prompt.match(/^# .*$/gm)).toEqual([
      '# Role and goal',
      '# Task',
      '# Context',
      '# Output specification',
      '# Process',
      '# Guardrails',
      '# Evaluation',
    ]);
    expect(prompt).toContain('# Task\nWrite a poem on the sea.\n\n# Context\n');
    expect(changes).toHaveLength(6);
  });

  test('keeps what its author wrote, to the letter and once, with the placeholders and no others', () => {
    fc.assert(
      fc.property(anyPrompt, anySevenD, (written, parameters) => {
        const { prompt } = compose(written, parameters);
        expect(occurrences(prompt, written)).toBeGreaterThanOrEqual(1);
        expect([...placeholdersOf(prompt)].sort()).toEqual([...placeholdersOf(written)].sort());
      }),
    );
  });

  test('lacks no structure, and composing it again adds nothing', () => {
    fc.assert(
      fc.property(anyPrompt, anySevenD, (written, parameters) => {
        const once = compose(written, parameters);
        const left = lintPrompt(once.prompt, parameters).map(({ rule }) => rule);
        expect(left.filter((rule) => structure.includes(rule))).toEqual([]);
        expect(compose(once.prompt, parameters)).toEqual({ prompt: once.prompt, changes: [] });
        for (const heading of once.prompt.match(/^# (Task|Role and goal|Context|Process|Guardrails|Evaluation)$/gm) ??
          []) {
          expect(occurrences(once.prompt, `${heading}\n`)).toBe(1);
        }
      }),
    );
  });

  test('that lacks nothing comes back as it is', () => {
    const whole = compose('Write a poem on the sea.', sevenD()).prompt;
    expect(compose(whole, sevenD())).toEqual({ prompt: whole, changes: [] });
    expect(composePrompt('Anything.', sevenD(), [])).toEqual({ prompt: 'Anything.', changes: [] });
  });

  test('gets only the sections it lacks, and says which', () => {
    const { prompt, changes } = composePrompt('Act as a poet.', sevenD(), [
      ...lintPrompt('x', sevenD()).filter(({ rule }) => rule === 'no-process'),
    ]);
    expect(prompt).toMatch(/^# Task\nAct as a poet\.\n\n# Process\n1\. /);
    expect(changes).toEqual(['Laid down the steps to work through.']);
  });

  test('states all seven parameters', () => {
    const parameters = sevenD({ domain: 'real_estate', scale: 'boutique_agency', urgency: 'crisis' });
    const { prompt } = compose('Write a poem on the sea.', parameters);
    for (const value of Object.values({ ...parameters, output_format: 'Markdown' })) {
      expect(prompt).toContain(value.replaceAll('_', ' '));
    }
  });
});

describe('a prompt without content', () => {
  const contentless = [
    'Write something good about our stuff asap etc',
    'please help me with this thing',
    'aaaaaaaaaa',
    'make it better',
    'do the thing we have some of, and so on',
  ];

  test.each(contentless)('does not pass the gate by being wrapped: %s', (prompt) => {
    for (const parameters of combinations) {
      const { weights, thresholds } = scoreRulesFor(parameters.domain);
      const wrapped = compose(prompt, parameters).prompt;
      const score = withComposite(scoreFindings(lintPrompt(wrapped, parameters)), weights);
      expect(decideGate(score, thresholds).outcome, JSON.stringify({ parameters, score })).toBe('fail');
    }
  });

  test.each(contentless)('keeps each finding about its content when it is wrapped: %s', (prompt) => {
    const ofContent = (text: string, parameters: SevenD) =>
      lintPrompt(text, parameters)
        .map(({ rule }) => rule)
        .filter((rule) => !structure.includes(rule));
    for (const parameters of combinations.filter(({ output_format }) => output_format === 'md')) {
      expect(ofContent(compose(prompt, parameters).prompt, parameters)).toEqual(ofContent(prompt, parameters));
    }
  });
});

test('a prompt with content and structure does pass', () => {
  const parameters = sevenD({ application: 'documentation' });
  const written =
    'Write release notes for version 2.4 of Ledgerly, our SaaS billing product, for accountants. Cover the CSV export of invoices, for example "INV-7;2026-11-01;120.00".';
  const { weights, thresholds } = scoreRulesFor(parameters.domain);
  const score = withComposite(scoreFindings(lintPrompt(compose(written, parameters).prompt, parameters)), weights);
  expect(decideGate(score, thresholds)).toMatchObject({ outcome: 'pass' });
});
