import { PromptForgeError, type SevenDInput } from '../../index.js';
import { lint, type PolicyPreset, policyPresets } from '../../prompts.js';
import { commandWords, wrongWords } from '../command-words.js';
import { oneOf } from '../one-of.js';
import { givenSevenD, sevenDFlags } from '../seven-d-flags.js';

/** What makes the check fail, from the least on. */
export const failureLevels = ['lint', 'flag', 'redact', 'block'] as const;
export type FailureLevel = (typeof failureLevels)[number];

const formats = ['text', 'json', 'sarif'] as const;
export type CheckFormat = (typeof formats)[number];

export interface CheckArguments {
  /** Paths, `-` for standard input. */
  readonly files: readonly [string, ...string[]];
  readonly policy: PolicyPreset;
  /** Null when no parameter was given. */
  readonly sevenD: SevenDInput | null;
  readonly format: CheckFormat;
  readonly failOn: FailureLevel;
  /** Whether weak words and missing parts are told of. */
  readonly lint: boolean;
}

export const checkHelp = `promptforge check-prompt FILE... [options]

Tells what is hostile, leaking or hidden in prompts, by the rules alone and without sending anything
anywhere, and what makes them weak. - reads standard input.

  --policy NAME        observe, balanced or strict, default: balanced
  --format NAME        text, json or sarif (2.1.0), default: text
  --fail-on LEVEL      what makes the check fail: block, redact (or worse), flag (or worse), or lint
                       (anything at all), default: flag
  --no-lint            leave out what makes prompts weak
  --domain VALUE, --output-format VALUE, --scale, --urgency, --complexity, --resources,
  --application VALUE  7D parameters that the prompts are written for; the first two go together
  --help               this text

Exit code: 0 when no prompt fails, 1 when one does, 2 for wrong arguments, 130 after Ctrl-C.`;

const wrong = wrongWords('check-prompt');

/**
 * Null when the help was asked for.
 * @throws PromptForgeError `request_invalid`
 */
export function parseCheckArguments(words: readonly string[]): CheckArguments | null {
  const { values, positionals } = commandWords('check-prompt', words, {
    policy: { type: 'string' },
    format: { type: 'string' },
    'fail-on': { type: 'string' },
    'no-lint': { type: 'boolean' },
    ...sevenDFlags,
  });
  if (values.help === true) return null;
  const [first, ...others] = positionals;
  if (first === undefined) throw wrong('Name a file, or - for standard input.');
  if (positionals.filter((path) => path === '-').length > 1) throw wrong('Standard input can be read once.');
  return {
    files: [first, ...others],
    policy: oneOf(policyPresets, values.policy ?? 'balanced', '--policy', wrong),
    sevenD: sevenDOf(values),
    format: oneOf(formats, values.format ?? 'text', '--format', wrong),
    failOn: oneOf(failureLevels, values['fail-on'] ?? 'flag', '--fail-on', wrong),
    lint: values['no-lint'] !== true,
  };
}

function sevenDOf(values: Readonly<Record<string, unknown>>): SevenDInput | null {
  const sevenD = givenSevenD(values) as SevenDInput;
  if (Object.keys(sevenD).length === 0) return null;
  try {
    // Any prompt does: what is wrong with the parameters is wrong for all of them.
    lint({ prompt: '', sevenD });
  } catch (error) {
    throw PromptForgeError.is(error) ? wrong(error.message) : error;
  }
  return sevenD;
}
