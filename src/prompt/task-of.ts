/** The heading under which a composed prompt keeps the words of its author. */
export const taskHeading = '# Task';

/** The headings that may follow it. */
export const composedHeadings = ['Context', 'Output specification', 'Process', 'Guardrails', 'Evaluation'] as const;
export type ComposedHeading = (typeof composedHeadings)[number];

const nextSection = new RegExp(`\n\n# (?:${composedHeadings.join('|')})\n`);

/** What the author of a prompt wrote: its task section if it was composed, otherwise all of it. */
export function taskOf(prompt: string): string {
  const start = prompt.startsWith(`${taskHeading}\n`) ? 0 : prompt.indexOf(`\n${taskHeading}\n`);
  if (start === -1) return prompt;
  const rest = prompt.slice(prompt.indexOf('\n', start + 1) + 1);
  const end = rest.search(nextSection);
  return end === -1 ? rest : rest.slice(0, end);
}
