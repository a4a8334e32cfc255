import type { SevenDParameter } from '../index.js';
import { commandFlags } from './command-words.js';
import { givenSevenD, sevenDFlags } from './seven-d-flags.js';

export interface SevenDArguments {
  readonly sevenD: Partial<Record<SevenDParameter, string>>;
  readonly json: boolean;
  readonly help: boolean;
}

export const sevenDHelp = `promptforge seven-d [options]

Without parameters it lists the values of all seven and what each stands for. With --domain and
--output-format it completes them as every run does, and says what a score has to reach.

  --domain VALUE, --output-format VALUE
                       7D parameters, both or neither
  --scale, --urgency, --complexity, --resources, --application VALUE
                       7D parameters, by default those of the domain
  --json               print one JSON document and nothing else
  --help               this text

Exit code: 0, or 1 when a parameter is not in its list, 2 for wrong arguments.`;

/** @throws PromptForgeError `request_invalid` */
export function parseSevenDArguments(words: readonly string[]): SevenDArguments {
  const values = commandFlags('seven-d', words, { json: { type: 'boolean' }, ...sevenDFlags });
  return { sevenD: givenSevenD(values), json: values.json === true, help: values.help === true };
}
