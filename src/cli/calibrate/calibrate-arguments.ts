import { calibrationSet } from '../../scoring.js';
import { commandFlags, wrongWords } from '../command-words.js';

export interface CalibrateArguments {
  readonly samples: number;
  readonly concurrency: number;
  readonly engine: 'model' | 'rules';
  /** Prompts to score, taken from all tiers alike. */
  readonly limit: number;
  /** Null for no limit. */
  readonly maxCostMicros: number | null;
  readonly json: boolean;
}

export const calibrateHelp = `promptforge calibrate [options]

Has prompts scored whose scores are known, and tells how far the judge agrees with them: Spearman's rank
correlation, mean absolute error and the spread of repeated samples, on a scale of 0 to 100. It asks the
model that OPENAI_API_KEY (and OPENAI_MODEL, OPENAI_BASE_URL and OPENAI_ORGANIZATION) names, and says
before it starts what that can cost at most. Prompts are named by id and never printed.

  --samples N          how many times each prompt is scored, 1 to 20, default: 3
  --concurrency N      prompts scored at the same time, 1 to 16, default: 4
  --limit N            score N prompts, from all tiers alike, default: all ${calibrationSet.length}
  --max-cost DOLLARS   ends it before another call could cost more altogether, such as 0.50
  --engine NAME        model or rules, default: model; rules measures the rules engine, without a model
  --json               print one JSON document and nothing else
  --help               this text

Exit code: 0 when all samples were taken, 1 when it failed or the money did not suffice, 2 for wrong
arguments, 130 after Ctrl-C, which prints what was measured until then.`;

const wrong = wrongWords('calibrate');

/**
 * Null when the help was asked for.
 * @throws PromptForgeError `request_invalid`
 */
export function parseCalibrateArguments(words: readonly string[]): CalibrateArguments | null {
  const values = commandFlags('calibrate', words, {
    samples: { type: 'string' },
    concurrency: { type: 'string' },
    limit: { type: 'string' },
    'max-cost': { type: 'string' },
    engine: { type: 'string' },
    json: { type: 'boolean' },
  });
  if (values.help === true) return null;
  const engine = values.engine ?? 'model';
  if (engine !== 'model' && engine !== 'rules') throw wrong('--engine is model or rules.');
  return {
    samples: whole(values.samples, engine === 'rules' ? 1 : 3, 20, '--samples'),
    concurrency: whole(values.concurrency, 4, 16, '--concurrency'),
    engine,
    limit: whole(values.limit, calibrationSet.length, calibrationSet.length, '--limit'),
    maxCostMicros: values['max-cost'] === undefined ? null : microsOf(values['max-cost']),
    json: values.json === true,
  };
}

function whole(value: string | undefined, usual: number, most: number, flag: string): number {
  if (value === undefined) return usual;
  const number = /^\d{1,4}$/.test(value) ? Number(value) : 0;
  if (number >= 1 && number <= most) return number;
  throw wrong(`${flag} is a whole number from 1 to ${most}.`);
}

function microsOf(dollars: string): number {
  if (/^\d{1,6}(?:\.\d{1,6})?$/.test(dollars)) return Math.round(Number(dollars) * 1_000_000);
  throw wrong('--max-cost is an amount in dollars, such as 0.50.');
}
