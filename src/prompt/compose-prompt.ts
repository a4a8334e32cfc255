import type { Finding } from '../domain/scores/finding.js';
import { builtInSevenD } from '../domain/seven-d/built-in-seven-d.js';
import type { SevenD } from '../domain/seven-d/seven-d.js';
import type { SevenDRuleset } from '../domain/seven-d/seven-d-rules.js';
import { contextLines, domainRole, formatLines, nameOf, processLines } from './section-texts.js';
import { type ComposedHeading, taskHeading } from './task-of.js';

export interface ComposedPrompt {
  readonly prompt: string;
  /** One line for each section that was added. */
  readonly changes: readonly string[];
}

interface Section {
  readonly heading: ComposedHeading;
  /** The section is added when one of these rules found something. */
  readonly answers: readonly string[];
  readonly change: string;
  readonly lines: (sevenD: SevenD, ruleset: SevenDRuleset) => readonly string[];
}

/** The sections of the prompt standard that stand after the task, in their order. */
const sections: readonly Section[] = [
  {
    heading: 'Context',
    answers: ['no-domain-context', 'no-situation', 'no-purpose'],
    change: 'Stated the 7D context: field, scale, time frame, depth, means and purpose.',
    lines: contextLines,
  },
  {
    heading: 'Output specification',
    answers: ['no-output-specification'],
    change: 'Specified the form of the answer.',
    lines: formatLines,
  },
  {
    heading: 'Process',
    answers: ['no-process'],
    change: 'Laid down the steps to work through.',
    lines: processLines,
  },
  {
    heading: 'Guardrails',
    answers: ['no-constraints', 'no-handling-of-gaps'],
    change: 'Added limits, and what to do where information is missing.',
    lines: () => [
      '- Use only what is stated in the task and well-established knowledge of the field; do not invent facts, figures or sources.',
      '- If information is missing or unclear, list the open questions first and state the assumption you work with.',
      '- Leave every placeholder in the task exactly as it is written.',
    ],
  },
  {
    heading: 'Evaluation',
    answers: ['no-success-criteria'],
    change: 'Named criteria the answer is checked against.',
    lines: ({ application }, ruleset) => [
      '- Success criteria: every part of the task is answered, and each claim can be checked.',
      `- The answer can be used for ${nameOf(ruleset, 'application', application)} without further explanation.`,
      '- Before you finish, verify the answer against these criteria and correct what falls short.',
    ],
  },
];

/** The most code points a prompt may have: sections that would lead beyond it are left out. */
const longest = 10_000;

/**
 * Adds the sections of the prompt standard that a prompt lacks, as far as they fit into 10,000 code
 * points. The words of the author stay as they are, placeholders included; a prompt that lacks
 * nothing comes back unchanged. The sections are in English, whatever the language of the prompt.
 */
export function composePrompt(
  prompt: string,
  sevenD: SevenD,
  findings: readonly Finding[],
  ruleset: SevenDRuleset = builtInSevenD,
): ComposedPrompt {
  const found = new Set(findings.map(({ rule }) => rule));
  const before: Part[] = found.has('no-role')
    ? [
        {
          text: `# Role and goal\n${domainRole(sevenD, ruleset)} Carry out the task below.`,
          change: 'Named the role to answer from.',
        },
      ]
    : [];
  const after = sections
    .filter(({ answers }) => answers.some((rule) => found.has(rule)))
    .map(({ heading, lines, change }) => ({ text: `# ${heading}\n${lines(sevenD, ruleset).join('\n')}`, change }));

  const task = `${taskHeading}\n${prompt}`;
  let room = longest - codePoints(task);
  const fitting = new Set(
    [...before, ...after].filter(({ text }) => {
      const size = codePoints(text) + separator.length;
      if (size > room) return false;
      room -= size;
      return true;
    }),
  );
  if (fitting.size === 0) return { prompt, changes: [] };
  return {
    prompt: [
      ...before.filter((part) => fitting.has(part)).map(({ text }) => text),
      task,
      ...after.filter((part) => fitting.has(part)).map(({ text }) => text),
    ].join(separator),
    changes: [...fitting].map(({ change }) => change),
  };
}

interface Part {
  readonly text: string;
  readonly change: string;
}

const separator = '\n\n';

function codePoints(text: string): number {
  return [...text].length;
}
