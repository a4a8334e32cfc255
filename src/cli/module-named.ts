import type { ModuleDefinition, PromptForgeError } from '../index.js';
import { starterModules } from '../modules.js';
import { readPromptFile } from './read-prompt.js';

/**
 * A module of the starter catalogue by its id, or one of a file of JSON by its path, which has a dot; `-` is
 * standard input. What is in a file is judged by whoever uses it.
 * @throws what `wrong` makes.
 */
export async function moduleNamed(
  subject: string,
  signal: AbortSignal,
  wrong: (message: string) => PromptForgeError,
): Promise<ModuleDefinition> {
  if (subject === '-' || subject.includes('.')) return (await readJson(subject, signal, wrong)) as ModuleDefinition;
  const found = starterModules.find(({ id }) => id === subject);
  if (found !== undefined) return found;
  throw wrong('There is no such module in the starter catalogue. A path with a dot is read as a file.');
}

/** @throws what `wrong` makes. */
export async function readJson(
  path: string,
  signal: AbortSignal,
  wrong: (message: string) => PromptForgeError,
): Promise<unknown> {
  const text = await readPromptFile(path, signal);
  try {
    return JSON.parse(text);
  } catch {
    throw wrong('The file is no JSON.');
  }
}
