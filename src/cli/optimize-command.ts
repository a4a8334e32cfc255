import { constants } from 'node:fs';
import { access, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import {
  type Authenticated,
  type ModuleDefinition,
  type ModuleOperationRequest,
  type OptimizeRequest,
  type OptimizeResult,
  type PromptForge,
  PromptForgeError,
  type RunEvent,
  type SevenDInput,
  toProblem,
} from '../index.js';
import { defineModule, starterModules } from '../modules.js';
import { allowEverything, requireRoomForBundle, writeBundle } from './bundles/write-bundle.js';
import { demoForge } from './demo/demo-forge.js';
import { inputValues } from './module-inputs.js';
import { moduleNamed } from './module-named.js';
import { type OptimizeArguments, optimizeHelp, optimizeWrong, parseOptimizeArguments } from './optimize-arguments.js';
import { readPromptFile } from './read-prompt.js';
import { dollars, stepLine } from './step-line.js';
import type { WatchedTerminal } from './terminal.js';

/** Tells a script that the prompt is not good enough, or too near to the gate to tell. */
const notPassedExitCode = 3;
const user = 'operator';

/** Rewrites the prompt in a file. @returns the exit code: 3 when the result did not pass the gate. */
export async function optimizeCommand(
  words: readonly string[],
  signal: AbortSignal,
  terminal: WatchedTerminal,
): Promise<number> {
  const options = parseOptimizeArguments(words);
  if (options === null) {
    terminal.print(optimizeHelp);
    return 0;
  }
  const work = await workOf(options, signal);
  // Before anything is spent on what then has nowhere to go.
  if (options.out !== null) await requireWritable(options.out);
  if (options.bundle !== null) await requireRoomForBundle(options.bundle);
  const { modules, ...asked } = work;
  const forge = demoForge({ dataDir: null, engine: options.engine, modules }, terminal.environment);
  try {
    await forge.setup();
    const { accessToken: token } = await forge.sessions.issue({ userId: user });
    if (options.bundle !== null || options.module !== null) await allowEverything(forge, user);
    const result = await optimized(forge, { ...asked, token }, signal, terminal);
    const { bundle, redact, json, out } = options;
    const hasPassed = result.gate.outcome === 'pass';
    // The prompt was paid for, and is printed whether or not it can be exported.
    const failure =
      bundle === null || !hasPassed
        ? null
        : await failureOf(writeBundle(forge, { token, runId: result.runId, path: bundle, redact }));
    const whole = failure === null ? result : { ...result, bundleError: toProblem(failure, 'operator') };
    const text = json ? JSON.stringify(whole, null, 2) : result.optimized.prompt;
    if (out === null) terminal.print(text);
    else await writeFile(out, `${text}\n`);
    if (!hasPassed) return notPassedExitCode;
    if (failure === null) return 0;
    // A program that reads JSON gets one document.
    if (json) return 1;
    throw failure;
  } finally {
    await forge.close();
  }
}

/** What is to be optimized, and the modules it takes besides those that come with PromptForge. */
type Work = (Pick<OptimizeRequest, 'prompt' | 'sevenD'> | Pick<ModuleOperationRequest, 'module' | 'sevenD'>) & {
  readonly modules: readonly ModuleDefinition[];
};

async function workOf({ file, module: name, inputs, sevenD }: OptimizeArguments, signal: AbortSignal): Promise<Work> {
  if (name === null) {
    const given = { domain: 'generic', output_format: 'md', ...sevenD } as SevenDInput;
    return { prompt: await readPromptFile(file ?? '-', signal), sevenD: given, modules: [] };
  }
  const module = await moduleNamed(name, signal, optimizeWrong);
  // One of a file says itself what is wrong with it.
  const { id, version } = defineModule(module);
  return {
    module: { id, version, inputs: await inputValues(module, inputs, signal) },
    sevenD: sevenD as Partial<SevenDInput>,
    modules: starterModules.includes(module) ? [] : [module],
  };
}

async function optimized(
  forge: PromptForge,
  request: OptimizeRequest | ModuleOperationRequest,
  signal: AbortSignal,
  { tell }: WatchedTerminal,
): Promise<OptimizeResult> {
  const onEvent = (event: RunEvent) => {
    if ('sequence' in event) tell(stepLine(event));
  };
  try {
    return await forge.optimize({ ...request, signal, onEvent });
  } catch (error) {
    if (signal.aborted) throw await interrupted(forge, request, error);
    throw error;
  }
}

/** What a task fails with; null when it does not. */
async function failureOf(task: Promise<void>): Promise<unknown> {
  return task.then(
    () => null,
    (error: unknown) => error,
  );
}

/** What the ledger says of the run, which nobody will be able to look up later. */
async function interrupted(forge: PromptForge, { token }: Authenticated, error: unknown): Promise<unknown> {
  const { runs } = await forge.runs.list({ token, limit: 1 });
  const [run] = runs;
  if (run === undefined || !PromptForgeError.is(error)) return error;
  const { inputTokens, outputTokens, costMicros, modelCalls } = run.usage;
  const used = `${modelCalls} model calls, ${inputTokens + outputTokens} tokens, ${dollars(costMicros)}`;
  return new PromptForgeError(error.code, `${error.message} Used until then: ${used}.`, { details: error.details });
}

/** @throws PromptForgeError `request_invalid` for the path of a folder, or in one that is not there. */
async function requireWritable(path: string): Promise<void> {
  const found = await stat(path).catch(() => null);
  const isFree = await access(found === null ? dirname(path) : path, constants.W_OK).then(
    () => true,
    () => false,
  );
  if (isFree && found?.isDirectory() !== true) return;
  throw new PromptForgeError('request_invalid', `The file ${path} named by --out cannot be written. Check its path.`);
}
