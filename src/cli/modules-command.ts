import { renderModule, starterModules, validateModule } from '../modules.js';
import { inputValues } from './module-inputs.js';
import { moduleNamed, readJson } from './module-named.js';
import { modulesHelp, modulesWrong, parseModulesArguments } from './modules-arguments.js';
import type { Terminal } from './terminal.js';

/** Works on modules without a database. @returns the exit code: 1 when a module is wrong. */
export async function modulesCommand(
  words: readonly string[],
  signal: AbortSignal,
  { print }: Terminal,
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
      print(JSON.stringify(await moduleNamed(options.subject, signal, modulesWrong), null, 2));
      return 0;
    case 'validate':
      return validated(await readJson(options.subject, signal, modulesWrong), print);
    case 'render': {
      const module = await moduleNamed(options.subject, signal, modulesWrong);
      print(renderModule(module, { inputs: await inputValues(module, options.inputs, signal) }).prompt);
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
