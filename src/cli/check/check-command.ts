import { lint, validatePrompt } from '../../prompts.js';
import { readPromptFile } from '../read-prompt.js';
import type { Terminal } from '../terminal.js';
import { asJson } from './as-json.js';
import { asSarif } from './as-sarif.js';
import { asText } from './as-text.js';
import { type CheckArguments, checkHelp, parseCheckArguments } from './check-arguments.js';
import { fails } from './check-fails.js';
import type { CheckedFile } from './checked-file.js';

const printers = { text: asText, json: asJson, sarif: asSarif } as const;

/** Checks prompts in files. @returns the exit code: 1 when one of them fails. */
export async function checkCommand(
  words: readonly string[],
  signal: AbortSignal,
  { print }: Terminal,
): Promise<number> {
  const options = parseCheckArguments(words);
  if (options === null) {
    print(checkHelp);
    return 0;
  }
  const checked: CheckedFile[] = [];
  // One after the other: files may be many, and checking is work for one processor.
  for (const path of options.files) checked.push(await checkFile(path, options, signal));
  print(printers[options.format](checked, options));
  return checked.some((file) => file.failed) ? 1 : 0;
}

async function checkFile(path: string, options: CheckArguments, signal: AbortSignal): Promise<CheckedFile> {
  const { policy, sevenD, failOn } = options;
  const text = await readPromptFile(path, signal);
  const verdict = await validatePrompt(sevenD === null ? { prompt: text } : { prompt: text, sevenD }, policy);
  const context = sevenD === null ? {} : { sevenD };
  const isLinted = options.lint && verdict.sanitized.prompt !== null;
  const findings = isLinted ? lint({ prompt: text, ...context }) : [];
  return { path, text, verdict, findings, failed: fails(verdict, findings, failOn) };
}
