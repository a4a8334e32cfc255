import type { SevenDInput } from '../../index.js';

/** The least and the most that a composite score may be. */
export type ScoreRange = readonly [least: number, most: number];

/** A prompt whose score is known. */
export interface GoldenPrompt {
  /** Lower-case words with hyphens between them: it becomes part of the name of a check. */
  readonly name: string;
  readonly prompt: string;
  readonly sevenD: SevenDInput;
  /** The range of the composite by the rules, which always score alike; null leaves it out there. */
  readonly rules: ScoreRange | null;
  /** The range of the composite by a model; null leaves it out there. */
  readonly model: ScoreRange | null;
}

const sevenD = { domain: 'generic', output_format: 'md' } as const satisfies SevenDInput;

/**
 * Prompts from vague to well specified. The ranges of the rules are what they score, and 3 points to each side. Those
 * of a model follow the anchors of the rubric (a vague prompt cannot pass any gate, one with role, task, format,
 * rules and checks is above the middle); they were not measured with one, since each has a hand of its own. Measure
 * yours with `promptforge calibrate`, and narrow them.
 */
export const goldenSet: readonly GoldenPrompt[] = [
  {
    name: 'vague-wish',
    prompt: 'Write something about our product.',
    sevenD,
    rules: [42, 48],
    model: [0, 65],
  },
  {
    name: 'bare-task',
    prompt: 'Summarize the attached release notes for customers.',
    sevenD,
    rules: [43, 49],
    model: [0, 75],
  },
  {
    name: 'clear-brief',
    prompt:
      'You are a support lead at a project management tool. Write a reply to {customer_name}, whose import of 2,000 tasks failed. Explain the cause in {cause}, give the three steps to repeat the import, and offer a call. At most 150 words, plain language, in Markdown: a greeting, a numbered list, a closing line. Do not promise a date.',
    sevenD,
    rules: [68, 74],
    model: [55, 100],
  },
  {
    name: 'whole-specification',
    prompt: [
      '# Role\nYou are a data analyst for an online shop.',
      '# Task\nFrom the table of orders below, compute revenue per category for each month.',
      '# Output\nA Markdown table with the columns month, category, revenue in EUR. Sort by month, then revenue descending. Example: | 2026-01 | Shoes | 1200.00 |',
      '# Rules\n- Leave out canceled orders.\n- If the table is empty, answer "no orders".\n- Do not guess missing values.',
      '# Checks\nThe sum of the categories equals the total of the month.',
    ].join('\n\n'),
    sevenD,
    rules: [73.6, 79.6],
    model: [60, 100],
  },
];
