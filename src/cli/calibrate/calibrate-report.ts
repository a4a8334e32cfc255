import type { Agreement, Calibration, Interval } from '../../scoring.js';
import { agreementScales } from '../../scoring.js';
import { section } from '../section.js';
import { dollars } from '../step-line.js';

const shownErrors = 8;

const endings = {
  complete: 'All samples were taken.',
  canceled: 'Canceled: this is what was measured until then.',
  cost_exhausted: 'The next call could have cost more than it may: this is what was measured until then.',
} as const;

/** What the calibration comes to, for people. Prompts are named and never quoted. */
export function calibrateReport({ stopReason, failure, samples, agreement, usage }: Calibration): string {
  const ending = stopReason === 'failed' ? `Ended by ${failure?.code}: ${failure?.message}` : endings[stopReason];
  const taken = `${samples.valid} of ${samples.asked} samples gave a score, ${samples.invalid} gave none.`;
  const spent = usage.inputTokens + usage.outputTokens;
  const cost =
    usage.modelCalls === 0
      ? 'nothing: no model was asked'
      : `${usage.modelCalls} calls, ${spent} tokens, ${dollars(usage.costMicros)}${usage.estimated ? ' (partly estimated)' : ''}`;
  return [
    section('Samples', [ending, taken]),
    ...(agreement === null ? [] : tables(agreement)),
    section('Cost', [cost]),
  ].join('\n');
}

function tables({ scales, tiers, inTier, errors }: Agreement): readonly string[] {
  return [
    section('Agreement with the labels (points of 100)', [
      row('', ['Spearman', '95 %', 'MAE', '95 %', 'SD', 'RMSE', 'bias']),
      ...agreementScales.map((name) => {
        const { spearman, spearmanInterval, mae, maeInterval, standardDeviation, rmse, bias } = scales[name];
        return row(name, [
          figure(spearman, 2),
          interval(spearmanInterval, 2),
          figure(mae, 1),
          interval(maeInterval, 1),
          figure(standardDeviation, 1),
          figure(rmse, 1),
          `${bias > 0 ? '+' : ''}${figure(bias, 1)}`,
        ]);
      }),
    ]),
    section(`Tiers (${Math.round(100 * inTier)} % of the prompts in the right one)`, [
      row('', ['prompts', 'label', 'given', 'MAE', 'in tier']),
      ...tiers.map(({ tier, prompts, target, given, mae, inTier: right }) =>
        row(tier, [String(prompts), figure(target, 1), figure(given, 1), figure(mae, 1), String(right)]),
      ),
    ]),
    section(
      'Worst disagreements',
      errors
        .slice(0, shownErrors)
        .map(({ id, target, given }) => `${id.padEnd(32)} label ${figure(target, 1)}, given ${figure(given, 1)}`),
    ),
  ];
}

function row(name: string, cells: readonly string[]): string {
  return name.padEnd(14) + cells.map((cell) => cell.padStart(13)).join('');
}

function figure(value: number | null, digits: number): string {
  return value === null ? '-' : value.toFixed(digits);
}

function interval(bounds: Interval | null, digits: number): string {
  return bounds === null ? '-' : `${figure(bounds[0], digits)}..${figure(bounds[1], digits)}`;
}
