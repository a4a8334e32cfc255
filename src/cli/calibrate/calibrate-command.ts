import { openaiModel, PromptForgeError } from '../../index.js';
import { type CalibrateRequest, calibrate, calibrationSet, calibrationTiers, planCalibration } from '../../scoring.js';
import { chosenModel } from '../chosen-model.js';
import { dollars } from '../step-line.js';
import type { WatchedTerminal } from '../terminal.js';
import { type CalibrateArguments, calibrateHelp, parseCalibrateArguments } from './calibrate-arguments.js';
import { calibrateReport } from './calibrate-report.js';

/** Measures a judge by prompts whose scores are known. @returns the exit code: 0 when all samples were taken. */
export async function calibrateCommand(
  words: readonly string[],
  signal: AbortSignal,
  terminal: WatchedTerminal,
): Promise<number> {
  const options = parseCalibrateArguments(words);
  if (options === null) {
    terminal.print(calibrateHelp);
    return 0;
  }
  const { judge, name } = judgeOf(options, terminal);
  const request: CalibrateRequest = {
    judge,
    set: evenly(options.limit),
    samples: options.samples,
    concurrency: options.concurrency,
    signal,
    ...(options.maxCostMicros === null ? {} : { maxCostMicros: options.maxCostMicros }),
    onProgress: ({ done, of }) => terminal.showProgress(`${done} of ${of} samples`),
  };
  const plan = await planCalibration(request);
  if (!options.json) terminal.print(announcement(name, options, plan));
  const calibration = await calibrate(request);
  terminal.showProgress(null);
  terminal.print(
    options.json ? JSON.stringify({ judge: name, plan, ...calibration }, null, 2) : calibrateReport(calibration),
  );
  return calibration.stopReason === 'complete' ? 0 : 1;
}

function judgeOf(
  { engine }: CalibrateArguments,
  { environment }: WatchedTerminal,
): { readonly judge: CalibrateRequest['judge']; readonly name: string } {
  if (engine === 'rules') return { judge: 'rules', name: 'rules' };
  // Nobody who measures a model wants the rules measured because a variable is missing.
  const model = chosenModel('model', environment);
  if (model === null) throw new PromptForgeError('internal', 'No model was chosen where one was asked for.');
  return { judge: openaiModel(model), name: model.model };
}

function announcement(
  name: string,
  { samples, maxCostMicros }: CalibrateArguments,
  { prompts, calls, tokens, costMicros }: Awaited<ReturnType<typeof planCalibration>>,
): string {
  const times = `${prompts} prompts, ${samples} ${samples === 1 ? 'sample' : 'samples'} each`;
  if (calls === 0) return `Calibration of the rules engine: ${times}, no calls, no cost.`;
  const limit = maxCostMicros === null ? '' : `; it ends before it would cost more than ${dollars(maxCostMicros)}`;
  return `Calibration of ${name}: ${times}: ${calls} calls, at most ${tokens} tokens and ${dollars(costMicros)}${limit}.`;
}

/** So many prompts, one tier after the other. */
function evenly(limit: number): CalibrateRequest['set'] & object {
  const tiers = calibrationTiers.map((tier) => calibrationSet.filter((one) => one.tier === tier));
  const longest = Math.max(...tiers.map((tier) => tier.length));
  const inTurn = Array.from({ length: longest }, (_, at) => tiers.flatMap((tier) => tier.slice(at, at + 1))).flat();
  return inTurn.slice(0, limit);
}
