import { commandWords, wrongWords } from '../command-words.js';

export interface VerifyArguments {
  /** Of a zip archive, or of the folder it was unpacked to. */
  readonly path: string;
  readonly json: boolean;
}

export const verifyHelp = `promptforge verify PATH [options]

Tells whether an exported run is as it was exported, to the last byte. PATH is a zip archive, or the
folder it was unpacked to. It asks nobody and changes nothing.

It proves that nothing was changed since, by accident or carelessness. It does not prove who made it:
whoever changes a file can write a manifest that fits.

  --json               the whole verdict: bundle, manifest, problems
  --help               this text

Exit code: 0 when the bundle is whole, 1 when it is not, 2 for wrong arguments.`;

/**
 * Null when the help was asked for.
 * @throws PromptForgeError `request_invalid`
 */
export function parseVerifyArguments(words: readonly string[]): VerifyArguments | null {
  const { values, positionals } = commandWords('verify', words, { json: { type: 'boolean' } });
  if (values.help === true) return null;
  const [path] = positionals;
  if (path === undefined || positionals.length > 1) {
    throw wrongWords('verify')('Name one zip archive, or one folder.');
  }
  return { path, json: values.json === true };
}
