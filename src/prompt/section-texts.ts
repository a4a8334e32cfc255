import type { SevenD } from '../domain/seven-d/seven-d.js';
import type { SevenDParameter, SevenDRuleset } from '../domain/seven-d/seven-d-rules.js';

/** How a value is written in a prompt. */
export function nameOf(ruleset: SevenDRuleset, parameter: SevenDParameter, value: string): string {
  return ruleset[parameter][value]?.name ?? value.replaceAll('_', ' ');
}

export function domainRole({ domain, complexity, scale }: SevenD, ruleset: SevenDRuleset): string {
  const level = ruleset.complexity[complexity]?.level ?? 'an experienced';
  const role = ruleset.domain[domain]?.role ?? 'practitioner of the field';
  return `Act as ${level} ${role} working with ${nameOf(ruleset, 'scale', scale)}.`;
}

/** The context that every prompt is to state, a line each. */
export function contextLines(sevenD: SevenD, ruleset: SevenDRuleset): readonly string[] {
  const name = (parameter: SevenDParameter) => nameOf(ruleset, parameter, sevenD[parameter]);
  return [
    `- Field: ${name('domain')}`,
    `- Organization: ${name('scale')}`,
    `- Time frame: ${name('urgency')}`,
    `- Depth: ${name('complexity')}`,
    `- Resources: ${name('resources')}`,
    `- Purpose of the answer: ${name('application')}`,
  ];
}

/** What the output format asks of the answer, a line each. */
export function formatLines({ output_format }: SevenD, ruleset: SevenDRuleset): readonly string[] {
  return (ruleset.output_format[output_format]?.specification ?? []).map((line) => `- ${line}`);
}

/** The steps that suit the purpose, a line each. */
export function processLines({ application }: SevenD, ruleset: SevenDRuleset): readonly string[] {
  return (ruleset.application[application]?.process ?? []).map((step, index) => `${index + 1}. ${step}`);
}
