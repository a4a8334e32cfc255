import { commandWords, wrongWords } from './command-words.js';

export interface DiffArguments {
  /** Paths, one of which may be `-` for standard input. */
  readonly before: string;
  readonly after: string;
  readonly json: boolean;
}

export const diffHelp = `promptforge diff FILE FILE [options]

Shows what changed between two prompts, by words, in any language. - reads standard input. On a terminal
what is gone is red and what is new is green; elsewhere they are [-gone-] and {+new+}.

  --json   { before, after, equal, inserted, deleted, parts }; inserted and deleted are counted in words
  --help   this text

Exit code: 0 when the prompts are equal, 1 when they differ, 2 for wrong arguments, 130 after Ctrl-C.`;

const wrong = wrongWords('diff');

/**
 * Null when the help was asked for.
 * @throws PromptForgeError `request_invalid`
 */
export function parseDiffArguments(words: readonly string[]): DiffArguments | null {
  const { values, positionals } = commandWords('diff', words, { json: { type: 'boolean' } });
  if (values.help === true) return null;
  const [before, after, ...others] = positionals;
  if (before === undefined || after === undefined || others.length > 0) throw wrong('Name two files.');
  if (before === '-' && after === '-') throw wrong('Standard input can be read once.');
  return { before, after, json: values.json === true };
}
