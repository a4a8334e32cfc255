import type { JsonValue, ModuleDefinition, PromptForgeError } from '../index.js';
import { readPromptFile } from './read-prompt.js';

/** The flags that give a module its inputs. */
export const moduleInputFlags = {
  input: { type: 'string', multiple: true },
  'input-file': { type: 'string', multiple: true },
} as const;

/** An input by its name, as it stands on the command line. */
export interface GivenInput {
  readonly name: string;
  /** The value itself, or the path of the file that holds it. */
  readonly text: string;
  readonly isFile: boolean;
}

/**
 * Reads `--input NAME=VALUE` and `--input-file NAME=PATH`.
 * @throws what `wrong` makes.
 */
export function givenInputs(
  values: { readonly input?: readonly string[] | undefined; readonly 'input-file'?: readonly string[] | undefined },
  wrong: (message: string) => PromptForgeError,
): readonly GivenInput[] {
  const read = (pairs: readonly string[] | undefined, isFile: boolean): readonly GivenInput[] =>
    (pairs ?? []).map((pair) => {
      const end = pair.indexOf('=');
      if (end < 1) throw wrong(isFile ? '--input-file takes NAME=PATH.' : '--input takes NAME=VALUE.');
      return { name: pair.slice(0, end), text: pair.slice(end + 1), isFile };
    });
  return [...read(values.input, false), ...read(values['input-file'], true)];
}

/**
 * What was given, as values of the types that the module takes. An input that is a list may be given more
 * than once, and takes each line of a file.
 * @throws PromptForgeError `request_invalid` for a file that cannot be read.
 */
export async function inputValues(
  { inputs }: Pick<ModuleDefinition, 'inputs'>,
  given: readonly GivenInput[],
  signal: AbortSignal,
): Promise<Readonly<Record<string, JsonValue>>> {
  const values: Record<string, JsonValue> = {};
  for (const { name, text, isFile } of given) {
    const type = Object.hasOwn(inputs.properties, name) ? inputs.properties[name]?.type : 'string';
    const content = isFile ? await readPromptFile(text, signal) : text;
    if (type === 'array') values[name] = [...listed(values[name]), ...(isFile ? linesOf(content) : [content])];
    else if (type === 'boolean') values[name] = content === 'true' ? true : content === 'false' ? false : content;
    else values[name] = type === 'number' || type === 'integer' ? Number(content) : content;
  }
  return values;
}

function listed(value: JsonValue | undefined): readonly JsonValue[] {
  return Array.isArray(value) ? value : [];
}

function linesOf(text: string): readonly string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
