import type { OptimizeResult, Plan, QuotaStatus, Run, Score } from '../../index.js';
import { section } from '../section.js';
import { dollars } from '../step-line.js';

export interface DemoReport {
  readonly result: OptimizeResult;
  readonly plan: Plan;
  /** Earlier runs of the same user, newest first. */
  readonly history: readonly Run[];
}

/** What the demo prints once the run is settled. */
export function demoReport({ result, plan, history }: DemoReport): string {
  return [
    section('Original', [result.original.prompt]),
    section(result.improved ? 'Optimized' : 'Optimized (nothing better was found: the original stands)', [
      result.optimized.prompt,
    ]),
    section('Changes', result.changes.length === 0 ? ['none'] : result.changes.map((change) => `- ${change}`)),
    section('Scores', scoreLines(result)),
    section('Charged', [chargeLine(result)]),
    section(`Left on the ${plan.title} plan`, result.quota.map(quotaLine)),
    section('History', history.length === 0 ? ['This was the first run.'] : history.map(historyLine)),
  ].join('\n');
}

function scoreLines({ original, optimized, gate, engine }: OptimizeResult): readonly string[] {
  const row = (label: string, read: (score: Score) => number) =>
    `${label.padEnd(24)}${String(read(original.score)).padStart(9)}${String(read(optimized.score)).padStart(11)}`;
  const source = engine === 'rules' ? 'by rules: they see structure, not meaning' : 'by the model as judge';
  return [
    `${'(0 to 100)'.padEnd(24)}${'original'.padStart(9)}${'optimized'.padStart(11)}`,
    row('clarity', ({ clarity }) => clarity),
    row('execution', ({ execution }) => execution),
    row('ambiguity (low is good)', ({ ambiguity }) => ambiguity),
    row('business_fit', ({ business_fit }) => business_fit),
    row('composite', ({ composite }) => composite),
    `gate at ${gate.thresholds.composite}: ${gate.outcome}${gate.failed.length === 0 ? '' : ` (short of: ${gate.failed.join(', ')})`}; scored ${source}`,
  ];
}

function chargeLine({ charge, usage, engine }: OptimizeResult): string {
  const estimated = usage.estimated ? ' (partly estimated)' : '';
  const calls = `${charge.calls} call${charge.calls === 1 ? '' : 's'}`;
  if (engine === 'rules') return `${calls}, no tokens: the rules engine asks no model`;
  return `${calls}, ${charge.tokens} tokens, ${dollars(usage.costMicros)}${estimated}`;
}

function quotaLine({ name, remaining, max, resetAfterMs }: QuotaStatus): string {
  const minutes = Math.ceil(resetAfterMs / 60_000);
  const wait =
    minutes < 120
      ? `${minutes} minute${minutes === 1 ? '' : 's'}`
      : minutes < 2_880
        ? `${Math.ceil(minutes / 60)} hours`
        : `${Math.ceil(minutes / 1_440)} days`;
  return `${name.padEnd(20)} ${remaining} of ${max}, resets in ${wait}`;
}

function historyLine(run: Run): string {
  const { createdAt, status, engine, input } = run;
  const result = run.operation === 'optimize' ? run.result : null;
  const when = new Date(createdAt).toISOString().slice(0, 16).replace('T', ' ');
  const scores =
    result === null
      ? status
      : `${result.original.score.composite} -> ${result.optimized.score.composite}, ${result.gate.outcome}`;
  return `${when}  ${engine.padEnd(5)}  ${scores.padEnd(20)}  ${firstWords(input?.prompt ?? '')}`;
}

function firstWords(prompt: string): string {
  const characters = [...prompt.replaceAll('\n', ' ')];
  return characters.length > 60 ? `${characters.slice(0, 57).join('')}...` : characters.join('');
}
