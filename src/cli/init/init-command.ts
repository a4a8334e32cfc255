import { PromptForgeError } from '../../index.js';
import { processTerminal, type Terminal } from '../terminal.js';
import { initHelp, parseInitArguments } from './init-arguments.js';
import { initDocument, initReport } from './init-report.js';
import { planInit } from './plan-init.js';
import { writePlanned } from './write-planned.js';

/** Puts PromptForge into the application of a folder. @returns the exit code. */
export async function initCommand(
  words: readonly string[],
  signal: AbortSignal,
  { print }: Terminal = processTerminal,
  folder: string = process.cwd(),
): Promise<number> {
  const options = parseInitArguments(words);
  if (options === null) {
    print(initHelp);
    return 0;
  }
  const plan = planInit(folder, options);
  if (signal.aborted) throw new PromptForgeError('run_canceled', 'Interrupted before anything was written.');
  if (!options.dryRun) writePlanned(folder, plan.files);
  print(options.json ? initDocument(plan, options.dryRun) : initReport(plan, options.dryRun));
  return 0;
}
