import { noUsage, type Usage } from '../domain/quota/usage.js';
import { PromptForgeError } from '../errors/promptforge-error.js';
import type { Model } from '../ports/model.js';
import { systemClock } from '../ports/system-clock.js';
import type { CalibrationPrompt } from '../score/calibration/calibration-prompt.js';
import { calibrationSet } from '../score/calibration/calibration-set.js';
import {
  type CalibrationProgress,
  type CalibrationReport,
  measureAgreement,
  type ScorePrompt,
} from '../score/calibration/measure-agreement.js';
import { checkedRequest } from './checked-request.js';
import { judgeByModel, type ModelJudge } from './judge-by-model.js';
import { judgeByRules } from './judge-by-rules.js';

export interface CalibrateRequest {
  /**
   * Who is measured: a model as the judge that forge.score() asks, the rules engine, or a function of your
   * own. It rejects with `model_refused`, `model_output_truncated` or `model_output_invalid` for a sample that
   * gave no score.
   */
  readonly judge: Model | 'rules' | ScorePrompt;
  /** Default: the {@link calibrationSet}. */
  readonly set?: readonly CalibrationPrompt[];
  /** How many times each prompt is scored, 1 to 20. Default 3; 1 for the rules, which say the same each time. */
  readonly samples?: number;
  /** Prompts scored at the same time, 1 to 16. Default 4. */
  readonly concurrency?: number;
  /** The most that a model may cost, in micro-dollars. Default: no limit. */
  readonly maxCostMicros?: number;
  /** Longest answer of a model in tokens, reasoning included. Default 4,000, as in runs. */
  readonly maxOutputTokens?: number;
  /** The longest one call of a model may take, in milliseconds. Default 180,000. */
  readonly timeoutMs?: number;
  /** Ends it; what was measured until then is reported. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: CalibrationProgress) => void;
  /** Of the bootstrap of the intervals. Default 1. */
  readonly seed?: number;
}

/** How a judge agrees with the labels, and what finding out has used. */
export interface Calibration extends CalibrationReport {
  /** Nothing for the rules and for a function of your own. */
  readonly usage: Usage;
}

/** The most that a calibration can use. */
export interface CalibrationPlan {
  readonly prompts: number;
  /** Calls of the model. */
  readonly calls: number;
  readonly tokens: number;
  /** Micro-dollars; null when the price of the model is not known. */
  readonly costMicros: number | null;
}

const fields = [
  'judge',
  'set',
  'samples',
  'concurrency',
  'maxCostMicros',
  'maxOutputTokens',
  'timeoutMs',
  'signal',
  'onProgress',
  'seed',
];

/**
 * Has prompts scored whose scores are known, and tells how far the judge agrees with them.
 * @throws PromptForgeError `request_invalid`; `model_price_unknown` for a cost limit that could not be kept.
 */
export async function calibrate(request: CalibrateRequest): Promise<Calibration> {
  const { judge, settings } = checked('calibrate()', request);
  const { set, samples, concurrency, signal, seed } = settings;
  if (settings.maxCostMicros !== null && judge !== null && (await planOf(judge, settings)).costMicros === null) {
    throw new PromptForgeError(
      'model_price_unknown',
      'The price of the model is not known, so that its cost cannot be limited. Give its prices to openaiModel(), or no limit.',
    );
  }
  const report = await measureAgreement({
    set,
    samples,
    concurrency,
    signal,
    seed,
    score: judge === null ? settings.score : judge.score,
    onProgress: request.onProgress ?? (() => {}),
  });
  return { ...report, usage: judge?.usage() ?? noUsage };
}

/**
 * The most that {@link calibrate} can use with the same request, before anything is spent.
 * @throws PromptForgeError `request_invalid`
 */
export async function planCalibration(request: CalibrateRequest): Promise<CalibrationPlan> {
  const { judge, settings } = checked('planCalibration()', request);
  if (judge === null) return { prompts: settings.set.length, calls: 0, tokens: 0, costMicros: 0 };
  return planOf(judge, settings);
}

type Settings = ReturnType<typeof checked>['settings'];

async function planOf(judge: ModelJudge, { set, samples }: Settings): Promise<CalibrationPlan> {
  const worst = await Promise.all(set.map(({ prompt, sevenD }) => judge.worstCall(prompt, sevenD)));
  const sum = (values: readonly number[]) => samples * values.reduce((total, value) => total + value, 0);
  const costs = worst.flatMap(({ cost }) => (cost === null ? [] : [cost]));
  return {
    prompts: set.length,
    calls: samples * set.length,
    tokens: sum(worst.map(({ tokens }) => tokens)),
    costMicros: costs.length < worst.length ? null : sum(costs),
  };
}

function checked(what: string, request: CalibrateRequest) {
  const given = checkedRequest(what, request, fields);
  const { judge, set = calibrationSet, maxCostMicros, signal = new AbortController().signal } = given;
  const isModel = typeof judge === 'object' && judge !== null && typeof judge.generate === 'function';
  if (!isModel && judge !== 'rules' && typeof judge !== 'function') {
    throw new PromptForgeError('request_invalid', `${what}: judge must be a model, 'rules' or a function.`);
  }
  if (!Array.isArray(set) || set.length === 0) {
    throw new PromptForgeError('request_invalid', `${what}: set must hold at least one prompt.`);
  }
  const whole = (
    name: 'samples' | 'concurrency' | 'maxOutputTokens' | 'timeoutMs' | 'seed',
    usual: number,
    least: number,
    most: number,
  ): number => {
    const value = given[name] ?? usual;
    if (Number.isInteger(value) && value >= least && value <= most) return value;
    throw new PromptForgeError('request_invalid', `${what}: ${name} must be a whole number from ${least} to ${most}.`);
  };
  if (maxCostMicros !== undefined && !(Number.isSafeInteger(maxCostMicros) && maxCostMicros >= 0)) {
    throw new PromptForgeError('request_invalid', `${what}: maxCostMicros must be a whole number of at least 0.`);
  }
  const settings = {
    set,
    samples: whole('samples', judge === 'rules' ? 1 : 3, 1, 20),
    concurrency: whole('concurrency', 4, 1, 16),
    maxOutputTokens: whole('maxOutputTokens', 4_000, 100, 1_000_000),
    timeoutMs: whole('timeoutMs', 180_000, 1, 3_600_000),
    seed: whole('seed', 1, 0, 0xffffffff),
    maxCostMicros: maxCostMicros ?? null,
    signal,
    score: typeof judge === 'function' ? judge : judgeByRules,
  };
  const newBoundary = () => globalThis.crypto.randomUUID();
  return {
    settings,
    judge: isModel ? judgeByModel({ ...settings, model: judge as Model, clock: systemClock, newBoundary }) : null,
  };
}
