import { type ParseArgsConfig, parseArgs } from 'node:util';
import { PromptForgeError } from '../index.js';

type Flags = NonNullable<ParseArgsConfig['options']>;

const helpFlag = { help: { type: 'boolean', short: 'h' } } as const;

/**
 * Reads the words of a command. Every command takes `--help`.
 * @param command its name, for errors.
 * @throws PromptForgeError `request_invalid` for words it does not take.
 */
export function commandWords<const F extends Flags>(command: string, words: readonly string[], flags: F) {
  try {
    return parseArgs({ args: [...words], allowPositionals: true, options: { ...flags, ...helpFlag } });
  } catch (error) {
    throw wrongWords(command)(argumentProblem(error));
  }
}

/** As {@link commandWords}, for a command that takes flags alone. @returns their values. */
export function commandFlags<const F extends Flags>(command: string, words: readonly string[], flags: F) {
  const { values, positionals } = commandWords(command, words, flags);
  if (positionals.length === 0) return values;
  throw wrongWords(command)(`Unexpected argument '${positionals[0]}'.`);
}

/** Makes the errors of a command, which name its help. */
export function wrongWords(command: string): (message: string) => PromptForgeError {
  return (message) => new PromptForgeError('request_invalid', `${message} See: promptforge ${command} --help`);
}

/** Node's message without its advice, which is about commands that take such words on purpose. */
function argumentProblem(error: unknown): string {
  const message = error instanceof Error ? error.message : 'The arguments cannot be read';
  return `${String(message.split('. ')[0]).replace(/[.\s]+$/, '')}.`;
}
