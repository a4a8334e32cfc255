import { constants } from 'node:fs';
import { access, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type OptimizeResult, type PromptForge, PromptForgeError, type RunEvent, type SevenDInput } from '../index.js';
import { demoForge } from './demo-forge.js';
import { type OptimizeArguments, optimizeHelp, parseOptimizeArguments } from './optimize-arguments.js';
import { readPromptFile } from './read-prompt.js';
import { dollars, stepLine } from './step-line.js';
import { processTerminal, type WatchedTerminal } from './terminal.js';
import { allowExports, requireRoomForBundle, writeBundle } from './write-bundle.js';

/** Tells a script that the prompt is not good enough, or too near to the gate to tell. */
const notPassedExitCode = 3;
const user = 'operator';

/** Rewrites the prompt in a file. @returns the exit code: 3 when the result did not pass the gate. */
export async function optimizeCommand(
  words: readonly string[],
  signal: AbortSignal,
  terminal: WatchedTerminal = processTerminal,
): Promise<number> {
  const options = parseOptimizeArguments(words);
  if (options === null) {
    terminal.print(optimizeHelp);
    return 0;
  }
  const prompt = await readPromptFile(options.file, signal);
  // Before anything is spent on what then has nowhere to go.
  if (options.out !== null) await requireWritable(options.out);
  if (options.bundle !== null) await requireRoomForBundle(options.bundle);
  const forge = demoForge({ dataDir: null, engine: options.engine }, terminal.environment);
  try {
    await forge.setup();
    const { accessToken: token } = await forge.sessions.issue({ userId: user });
    if (options.bundle !== null) await allowExports(forge, user);
    const result = await optimized(forge, options, { prompt, token }, signal, terminal);
    const text = options.json ? JSON.stringify(result, null, 2) : result.optimized.prompt;
    if (options.out === null) terminal.print(text);
    else await writeFile(options.out, `${text}\n`);
    if (result.gate.outcome !== 'pass') return notPassedExitCode;
    const { bundle, redact } = options;
    if (bundle !== null) await writeBundle(forge, { token, runId: result.runId, path: bundle, redact });
    return 0;
  } finally {
    await forge.close();
  }
}

async function optimized(
  forge: PromptForge,
  { sevenD }: OptimizeArguments,
  { prompt, token }: { readonly prompt: string; readonly token: string },
  signal: AbortSignal,
  { tell }: WatchedTerminal,
): Promise<OptimizeResult> {
  const onEvent = (event: RunEvent) => {
    if ('sequence' in event) tell(stepLine(event));
  };
  const given = { domain: 'generic', output_format: 'md', ...sevenD } as SevenDInput;
  try {
    return await forge.optimize({ token, prompt, sevenD: given, signal, onEvent });
  } catch (error) {
    if (signal.aborted) throw await interrupted(forge, token, error);
    throw error;
  }
}

/** What the ledger says of the run, which nobody will be able to look up later. */
async function interrupted(forge: PromptForge, token: string, error: unknown): Promise<unknown> {
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
