import type { ScoreDimension } from '../../domain/scores/score.js';
import type { RedactionCount } from './bundle-manifest.js';
import type { ExportedRun } from './exported-run.js';
import { fenced, markdownTable, plainMarkdown } from './markdown-text.js';

const measures = {
  composite: 'Composite',
  clarity: 'Clarity',
  execution: 'Execution',
  ambiguity: 'Ambiguity (lower is better)',
  business_fit: 'Business fit',
} as const satisfies Record<ScoreDimension | 'composite', string>;
const measureNames = Object.keys(measures) as readonly (keyof typeof measures)[];

/** `prompt.md`: the prompt, and what was found out about it, for people. */
export function promptMarkdown(run: ExportedRun, redactions: readonly RedactionCount[], license: string): string {
  const parts = [
    '# Prompt',
    fenced(run.prompt),
    '## Score',
    scoreTable(run),
    samplingLine(run),
    '## 7D parameters',
    parameterTable(run),
    ...list('## What was changed', run.changes.map(plainMarkdown)),
    ...list(
      '## What speaks against it',
      run.weaknesses.map(({ dimension, note, quote }) => {
        const words = quote === '' ? '' : `: "${plainMarkdown(quote)}"`;
        return `${measures[dimension]}: ${plainMarkdown(note)}${words}`;
      }),
    ),
    ...list(
      '## What was taken out',
      redactions.map(({ kind, count }) => `${plainMarkdown(kind)}: ${count}`),
    ),
    '## Where it comes from',
    originTable(run),
    '## License',
    fenced(license.trimEnd()),
  ];
  return `${parts.join('\n\n')}\n`;
}

function scoreTable({ score, gate: { thresholds } }: ExportedRun): string {
  const rows = measureNames.map((name) => {
    const threshold = thresholds[name];
    const limit = threshold === null ? '' : `${name === 'ambiguity' ? 'at most' : 'at least'} ${threshold}`;
    return [measures[name], score[name], limit];
  });
  return markdownTable(['Measure', 'Points', 'Gate'], rows);
}

function samplingLine({ gate: { outcome }, sampling: { samples, standardError } }: ExportedRun): string {
  return `Gate: ${outcome}. Judged ${samples} ${samples === 1 ? 'time' : 'times'}; standard error of the composite: ${standardError}.`;
}

function parameterTable({ sevenD: { values, defaulted } }: ExportedRun): string {
  const rows = Object.entries(values)
    .toSorted(([first], [second]) => (first < second ? -1 : 1))
    .map(([name, value]) => {
      const isDefault = defaulted.some((parameter) => parameter === name);
      return [plainMarkdown(name), plainMarkdown(value), isDefault ? 'default of the domain' : 'chosen'];
    });
  return markdownTable(['Parameter', 'Value', 'From'], rows);
}

function originTable({ runId, operation, engine, model, rubric, plan, module, search }: ExportedRun): string {
  const rows: (readonly [string, string])[] = [
    ['Run', runId],
    ['Operation', operation],
    ['Engine', engine],
    ['Model', model ?? 'none'],
    ['Rubric', rubric ?? 'unknown'],
    ['Plan', plan],
    ['Module', module === null ? 'none' : `${module.id} ${module.version}`],
    ...(search === null
      ? []
      : ([
          ['Improved', search.improved ? 'yes' : 'no'],
          ['Search ended by', search.stopReason],
        ] as const)),
  ];
  return markdownTable(
    ['What', 'Value'],
    rows.map(([name, value]) => [name, plainMarkdown(value)]),
  );
}

function list(title: string, items: readonly string[]): readonly string[] {
  return items.length === 0 ? [] : [title, items.map((item) => `- ${item}`).join('\n')];
}
