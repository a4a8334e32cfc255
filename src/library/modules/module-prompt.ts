import type { ModuleRecipe } from '../../domain/library/module-recipe.js';
import type { SevenD } from '../../domain/seven-d/seven-d.js';
import type { SectionWords } from './module-checks.js';
import { withListsApart } from './placeholders.js';

type Recipe = Pick<
  ModuleRecipe,
  'inputs' | 'sevenD' | 'template' | 'output' | 'process' | 'guardrails' | 'evaluation' | 'telemetry'
>;

/**
 * The prompt of a module with its placeholders, in the order of the prompt standard: role, goal and task,
 * 7D context, output specification, process, guardrails, evaluation, telemetry.
 */
export function modulePrompt(recipe: Recipe, sevenD: SevenD, words: SectionWords): string {
  const { inputs, template, process, guardrails, evaluation, telemetry = [] } = recipe;
  const sections: readonly (readonly [heading: string, lines: readonly string[]])[] = [
    ['Context', words.contextLines(sevenD)],
    ['Output specification', outputLines(recipe, sevenD, words)],
    ['Process', numbered(process)],
    ['Guardrails', guardrails.map(bullet)],
    ['Evaluation', ['Before you answer, check that:', ...evaluation.map(bullet)]],
    ['Telemetry', telemetry.length === 0 ? [] : [telemetryLine, ...telemetry.map(bullet)]],
  ];
  const written = sections
    .filter(([, lines]) => lines.length > 0)
    .map(([heading, lines]) => `# ${heading}\n${lines.join('\n')}`);
  const lists = Object.entries(inputs.properties).flatMap(([name, { type }]) => (type === 'array' ? [name] : []));
  return withListsApart([template.trim(), ...written].join('\n\n'), new Set(lists));
}

const telemetryLine = 'End the answer with these figures, each on a line of its own, as "name: value":';

function outputLines({ output, sevenD: own }: Recipe, sevenD: SevenD, words: SectionWords) {
  const { description, fields, example } = output;
  const fence = '`'.repeat(Math.max(3, ...[...example.matchAll(/`+/g)].map(([run]) => run.length + 1)));
  // An example is written in the format of the module, whatever the caller chose.
  const intro =
    sevenD.output_format === own.output_format ? 'Example:' : 'Example of the content; its form is the one above:';
  return [
    description.trim(),
    words.formatLine(sevenD),
    '- Parts, in this order:',
    ...fields.map((field) => `  - ${field.name.trim()}: ${field.description.trim()}`),
    intro,
    fence,
    example.trim(),
    fence,
  ];
}

function numbered(lines: readonly string[]): readonly string[] {
  return lines.map((line, index) => `${index + 1}. ${line.trim()}`);
}

function bullet(line: string): string {
  return `- ${line.trim()}`;
}
