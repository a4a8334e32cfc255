import type { ModuleDefinition } from '../index.js';
import { renderModule, starterModules, validateModule } from '../modules.js';
import { type ModulesArguments, modulesHelp, modulesWrong, parseModulesArguments } from './modules-arguments.js';
import { readPromptFile } from './read-prompt.js';
import { processTerminal, type Terminal } from './terminal.js';

/** Works on modules without a database. @returns the exit code: 1 when a module is wrong. */
export async function modulesCommand(
  words: readonly string[],
  signal: AbortSignal,
  { print }: Terminal = processTerminal,
): Promise<number> {
  const options = parseModulesArguments(words);
  if (options === null) {
    print(modulesHelp);
    return 0;
  }
  switch (options.action) {
    case 'list':
      for (const { id, version, title } of starterModules) print(`${id}@${version}  ${title}`);
      return 0;
    case 'show':
      print(JSON.stringify(await moduleNamed(options, signal), null, 2));
      return 0;
    case 'validate':
      return validated(await readJson(options.subject, signal), print);
    case 'render': {
      const module = await moduleNamed(options, signal);
      print(renderModule(module, { inputs: inputsFor(module, options.inputs) }).prompt);
      return 0;
    }
  }
}

function validated(definition: unknown, print: Terminal['print']): number {
  const problems = validateModule(definition);
  for (const { path, problem, message } of problems) print(`${path || 'the module'}: ${message} (${problem})`);
  if (problems.length === 0) print('The module is right.');
  return problems.length === 0 ? 0 : 1;
}

/** One of the starter catalogue, or of a file. */
async function moduleNamed(
  { subject, isFile }: Pick<ModulesArguments, 'subject' | 'isFile'>,
  signal: AbortSignal,
): Promise<ModuleDefinition> {
  // Rendering it says what is wrong with it.
  if (isFile) return (await readJson(subject, signal)) as ModuleDefinition;
  const found = starterModules.find(({ id }) => id === subject);
  if (found !== undefined) return found;
  throw modulesWrong('There is no such module in the starter catalogue. A path with a dot is read as a file.');
}

async function readJson(path: string, signal: AbortSignal): Promise<unknown> {
  const text = await readPromptFile(path, signal);
  try {
    return JSON.parse(text);
  } catch {
    throw modulesWrong('The file is no JSON.');
  }
}

/** Words of the command line as values of the types that the module takes. */
function inputsFor({ inputs }: ModuleDefinition, given: ReadonlyMap<string, readonly string[]>) {
  return Object.fromEntries(
    [...given].map(([name, values]) => {
      const type = Object.hasOwn(inputs.properties, name) ? inputs.properties[name]?.type : 'string';
      const last = values.at(-1) ?? '';
      if (type === 'array') return [name, values];
      if (type === 'boolean') return [name, last === 'true' ? true : last === 'false' ? false : last];
      return [name, type === 'number' || type === 'integer' ? Number(last) : last];
    }),
  );
}
