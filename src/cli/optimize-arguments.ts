import type { SevenDParameter } from '../index.js';
import { commandWords, wrongWords } from './command-words.js';
import { type GivenInput, givenInputs, moduleInputFlags } from './module-inputs.js';
import { givenSevenD, sevenDFlags } from './seven-d-flags.js';

export interface OptimizeArguments {
  /** A path, or `-` for standard input; null where a module makes the prompt. */
  readonly file: string | null;
  /** The id of a starter module, or the path of a file with one; null where a file holds the prompt. */
  readonly module: string | null;
  readonly inputs: readonly GivenInput[];
  /** Where the result goes; null for standard output. */
  readonly out: string | null;
  readonly sevenD: Partial<Record<SevenDParameter, string>>;
  readonly engine: 'model' | 'rules' | null;
  readonly json: boolean;
  /** Where the run is exported to: a zip archive or a folder; null for nowhere. */
  readonly bundle: string | null;
  /** Whether personal data and secrets are replaced in it. */
  readonly redact: boolean;
}

export const optimizeHelp = `promptforge optimize FILE [options]
promptforge optimize --module MODULE --input NAME=VALUE ... [options]

Rewrites the prompt in a file until it is good enough, and prints it, and nothing else, to standard
output. - reads standard input. The steps go to standard error when that is a terminal. With
OPENAI_API_KEY (and OPENAI_MODEL, OPENAI_BASE_URL and OPENAI_ORGANIZATION) it asks the model; without,
it applies the rules engine. Nothing is kept, and nothing counts against a plan.

  --module MODULE      work on the prompt that a module makes: the id of a starter module, or the path of
                       a file, which has a dot; see promptforge modules
  --input NAME=VALUE, --input-file NAME=PATH
                       inputs of the module; for a list, once for each entry, or one a line
  --out FILE           write the result to a file, only when there is one
  --bundle PATH        export the run when it has passed: to a zip archive, if PATH ends with .zip, or
                       to a folder that is new or empty; see promptforge verify
  --redact             put stand-ins in the place of personal data and secrets in the bundle
  --domain VALUE       7D parameter, default: generic, or that of the module
  --output-format VALUE
                       7D parameter, default: md, or that of the module
  --scale, --urgency, --complexity, --resources, --application VALUE
                       7D parameters, by default those of the domain
  --engine NAME        model or rules, default: model when a key or a base URL is set
  --json               the whole result instead of the prompt alone: scores, gate, changes, usage, and
                       bundleError when the bundle could not be written
  --help               this text

promptforge demo --help lists the values of the parameters.

Exit code: 0 when the prompt passed the gate, 3 when it did not (failed it, or too near to tell) and
is printed all the same, 1 when the run failed, 2 for wrong arguments, 130 after Ctrl-C, which tells
what had been used, and 143 after a SIGTERM.`;

export const optimizeWrong = wrongWords('optimize');

/**
 * Null when the help was asked for.
 * @throws PromptForgeError `request_invalid`
 */
export function parseOptimizeArguments(words: readonly string[]): OptimizeArguments | null {
  const { values, positionals } = commandWords('optimize', words, {
    out: { type: 'string' },
    engine: { type: 'string' },
    json: { type: 'boolean' },
    bundle: { type: 'string' },
    redact: { type: 'boolean' },
    module: { type: 'string' },
    ...moduleInputFlags,
    ...sevenDFlags,
  });
  if (values.help === true) return null;
  const [file = null] = positionals;
  const { engine = null, out = null, bundle = null, redact = false, module = null } = values;
  const inputs = givenInputs(values, optimizeWrong);
  if (positionals.length > 1 || (file === null) === (module === null)) {
    throw optimizeWrong('Name one file, or - for standard input, or a module.');
  }
  if (module === null && inputs.length > 0) throw optimizeWrong('--input goes with --module.');
  if (engine !== null && engine !== 'model' && engine !== 'rules') throw optimizeWrong('--engine is model or rules.');
  if (out?.trim() === '') throw optimizeWrong('--out is the path of a file.');
  if (bundle?.trim() === '') throw optimizeWrong('--bundle is the path of a zip archive or a folder.');
  if (redact && bundle === null) throw optimizeWrong('--redact goes with --bundle.');
  return {
    file,
    module,
    inputs,
    out,
    sevenD: givenSevenD(values),
    engine,
    json: values.json === true,
    bundle,
    redact,
  };
}
