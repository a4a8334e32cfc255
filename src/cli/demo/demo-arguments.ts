import { type SevenDParameter, sevenDParameters, sevenDValues } from '../../index.js';
import { commandWords, wrongWords } from '../command-words.js';
import { flagOf, givenSevenD, sevenDFlags } from '../seven-d-flags.js';

export interface DemoArguments {
  /** From the command line; null when it comes from elsewhere. */
  readonly prompt: string | null;
  /** A path, or `-` for standard input; null when neither was asked for. */
  readonly file: string | null;
  readonly sevenD: Partial<Record<SevenDParameter, string>>;
  readonly plan: string | null;
  readonly user: string;
  /** Folder of the database; null keeps everything in memory. */
  readonly dataDir: string | null;
  readonly engine: 'model' | 'rules' | null;
  readonly json: boolean;
  readonly help: boolean;
}

export const demoHelp = `promptforge demo [PROMPT | -] [options]

Takes one prompt the whole way: session, plan, validation, quota, rewriting, scoring, settlement.
Without a prompt it works on an example. With OPENAI_API_KEY (and, if you like, OPENAI_MODEL,
OPENAI_BASE_URL and OPENAI_ORGANIZATION) it asks the model; without, it applies the rules engine.

  PROMPT               the prompt, 10 to 10,000 characters; - reads standard input
  --file PATH          read the prompt from a file
  --domain VALUE       7D parameter, default: generic
  --output-format VALUE
                       7D parameter, default: md
  --scale, --urgency, --complexity, --resources, --application VALUE
                       7D parameters, by default those of the domain
  --plan ID            put the user on pilot, pro or enterprise first
  --user ID            whose quota is used, default: demo
  --engine NAME        model or rules, default: model when a key is set
  --data-dir PATH      folder of the database, default: .promptforge
  --memory             keep nothing
  --json               print one JSON document and nothing else
  --help               this text

Exit code: 0 when the run succeeded, 1 when it was refused or failed, 2 for wrong
arguments, 130 after Ctrl-C, 143 after a SIGTERM.

7D values:
${sevenDParameters
  .map(
    (name) => `  --${flagOf(name)}
${wrapped(sevenDValues[name])}`,
  )
  .join('\n')}`;

const wrong = wrongWords('demo');

/** @throws PromptForgeError `request_invalid` */
export function parseDemoArguments(words: readonly string[]): DemoArguments {
  const { values, positionals } = commandWords('demo', words, {
    file: { type: 'string' },
    plan: { type: 'string' },
    user: { type: 'string' },
    engine: { type: 'string' },
    'data-dir': { type: 'string' },
    memory: { type: 'boolean' },
    json: { type: 'boolean' },
    ...sevenDFlags,
  });
  if (positionals.length > 1) throw wrong('Give the prompt as one argument, in quotes.');
  const [first] = positionals;
  if (first !== undefined && values.file !== undefined) throw wrong('Give either a prompt or --file, not both.');
  const engine = values.engine ?? null;
  if (engine !== null && engine !== 'model' && engine !== 'rules') throw wrong('--engine is model or rules.');
  return {
    prompt: first === '-' ? null : (first ?? null),
    file: first === '-' ? '-' : (values.file ?? null),
    sevenD: givenSevenD(values),
    plan: values.plan ?? null,
    user: values.user ?? 'demo',
    dataDir: values.memory === true ? null : (values['data-dir'] ?? '.promptforge'),
    engine,
    json: values.json === true,
    help: values.help === true,
  };
}

/** A list in lines of a readable width. */
function wrapped(values: readonly string[]): string {
  const lines = [''];
  for (const value of values) {
    const line = String(lines.at(-1));
    if (line.length + value.length > 70) lines.push(value);
    else lines[lines.length - 1] = line === '' ? value : `${line}, ${value}`;
  }
  return lines.map((line) => `      ${line}`).join(',\n');
}
