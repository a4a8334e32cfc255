import { fstatSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { addAbortSignal } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { PromptForgeError } from '../index.js';

/** How long something piped in may take to send its first byte before the example is used instead. */
const firstByteMs = 500;

/**
 * Reads a file, or standard input for `-`.
 * @throws PromptForgeError `request_invalid`; `run_canceled` when the signal aborts first.
 */
export async function readPromptFile(path: string, signal: AbortSignal): Promise<string> {
  try {
    const bytes = path === '-' ? await buffer(addAbortSignal(signal, process.stdin)) : await readFile(path);
    // Without its byte order mark, which editors hide and which is no part of the text.
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) {
      const file = path === '-' ? 'Standard input' : `The file ${path}`;
      throw new PromptForgeError('request_invalid', `${file} is no text in UTF-8. Save it as UTF-8.`);
    }
    if (signal.aborted) throw new PromptForgeError('run_canceled', 'Interrupted before the prompt was read.');
    const source = path === '-' ? 'Standard input' : `The file ${path}`;
    const reason = (error as NodeJS.ErrnoException).code ?? 'unknown reason';
    throw new PromptForgeError('request_invalid', `${source} cannot be read (${reason}). Check its name.`);
  }
}

/**
 * What was piped in without being asked for, or null. A pipe that stays silent, as the standard
 * input of a job server does, must not keep anybody waiting.
 */
export async function readPipedPrompt(signal: AbortSignal): Promise<string | null> {
  if (!isPiped()) return null;
  const arrived = await new Promise<boolean>((resolve) => {
    const timer = setTimeout(() => resolve(false), firstByteMs);
    process.stdin.once('readable', () => {
      clearTimeout(timer);
      resolve(true);
    });
  });
  if (!arrived) {
    process.stdin.destroy();
    return null;
  }
  const piped = await readPromptFile('-', signal);
  return piped.trim() === '' ? null : piped;
}

function isPiped(): boolean {
  try {
    const stdin = fstatSync(0);
    // Another program may pipe through a socket, as Node does.
    return stdin.isFIFO() || stdin.isSocket() || stdin.isFile();
  } catch {
    return false; // Standard input was closed by whoever started us.
  }
}
