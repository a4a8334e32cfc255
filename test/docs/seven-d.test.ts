import { join } from 'node:path';
import { expect, test } from 'vitest';
import { builtInSevenD } from '../../src/domain/seven-d/built-in-seven-d.js';
import { sevenDParameters } from '../../src/domain/seven-d/seven-d.js';
import type { SevenDParameter, SevenDRuleset, SevenDValue } from '../../src/domain/seven-d/seven-d-rules.js';
import { root } from './fences.js';

const ruleset: SevenDRuleset = builtInSevenD;

const opening: Readonly<Record<SevenDParameter, string>> = {
  domain: 'The field of work. Required.',
  scale: 'How large the organization is that the prompt is for.',
  urgency: 'How soon the answer is needed.',
  complexity: 'How deep the answer goes.',
  resources: 'What there is to carry it out with.',
  application: 'What the answer will be used for.',
  output_format: 'The form of the answer. Required.',
};

const table = (head: readonly string[], rows: readonly (readonly string[])[]) => [
  `| ${head.join(' | ')} |`,
  `| ${head.map(() => '---').join(' | ')} |`,
  ...rows.map((row) => `| ${row.join(' | ')} |`),
];

function valueRow([value, { name, meaning, aliases }]: [string, SevenDValue]): readonly string[] {
  return [`\`${value}\``, name, meaning, aliases.map((alias) => `\`${alias}\``).join(', ')];
}

test('the documentation lists every value of the 7D parameters as the code has it', async () => {
  const optional = ['scale', 'urgency', 'complexity', 'resources', 'application'] as const;
  const domains = Object.entries(ruleset.domain);
  const page = [
    '# Values of the 7D parameters',
    '',
    'What each value stands for, how it is written in a prompt, and what is taken in its place. How they work, and how to add your own: [7D parameters](seven-d.md).',
    ...sevenDParameters.flatMap((name) => [
      '',
      `## ${name}`,
      '',
      opening[name],
      '',
      ...table(['value', 'in a prompt', 'meaning', 'aliases'], Object.entries(ruleset[name]).map(valueRow)),
    ]),
    '',
    '## What a domain brings with it',
    '',
    'The role an answer comes from, and what is taken where a prompt does not say. What a score has to reach by domain: [scoring](scoring.md).',
    '',
    ...table(
      ['domain', 'role', ...optional],
      domains.map(([domain, { role, defaults }]) => [
        `\`${domain}\``,
        role,
        ...optional.map((name) => `\`${defaults[name]}\``),
      ]),
    ),
    '',
    '## What a format asks for',
    '',
    ...table(
      ['format', 'where a prompt does not say'],
      Object.entries(ruleset.output_format).map(([format, { specification }]) => [
        `\`${format}\``,
        specification.join(' '),
      ]),
    ),
    '',
    '## What a purpose asks for',
    '',
    ...table(
      ['application', 'steps, where a prompt has none'],
      Object.entries(ruleset.application).map(([application, { process }]) => [
        `\`${application}\``,
        process.map((step, index) => `${index + 1}. ${step}`).join(' '),
      ]),
    ),
    '',
  ];
  await expect(page.join('\n')).toMatchFileSnapshot(join(root, 'docs/seven-d-values.md'));
});
