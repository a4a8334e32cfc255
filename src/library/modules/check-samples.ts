import type { JsonValue } from '../../domain/json/json.js';
import type { ModuleDefinition } from '../../domain/library/module-recipe.js';
import { resolveSevenD } from '../../domain/seven-d/resolve-seven-d.js';
import { inputTexts } from './input-texts.js';
import { type InputProblem, inputProblems } from './input-values.js';
import { moduleCases } from './module-cases.js';
import type { ModuleChecks } from './module-checks.js';
import { type ModuleProblem, pathOf } from './module-problem.js';
import { modulePrompt } from './module-prompt.js';
import { fillPlaceholders } from './placeholders.js';

/** Code points that a prompt may have: those of every run. */
const promptLength = { least: 10, most: 10_000 } as const;

/** Whether the inputs of the example and of the tests are such as the module takes. */
export function checkSampleInputs({ inputs, example, tests }: ModuleDefinition): readonly ModuleProblem[] {
  return samplesOf({ example, tests }).flatMap(({ path, values }) =>
    inputProblems(inputs, values).map((problem) => unfit(path, problem)),
  );
}

/** Whether the tests can be run: names, messages and assertions. */
export function checkTests(
  module: ModuleDefinition,
  { caseProblems }: Pick<ModuleChecks, 'caseProblems'>,
): readonly ModuleProblem[] {
  return caseProblems(moduleCases(module)).map(({ path, message }) => ({
    path: pathOf(['tests', ...path]),
    problem: 'test_invalid',
    message,
  }));
}

/** Whether the prompt is such as a run takes: as it is written, with the example, and with each test. */
export function checkPromptLength(module: ModuleDefinition, checks: ModuleChecks): readonly ModuleProblem[] {
  const { inputs, example, tests } = module;
  const resolved = resolveSevenD(module.sevenD, checks.ruleset);
  if (!resolved.ok) return [];
  const prompt = modulePrompt(module, resolved.sevenD.values, checks);
  const written = lengthProblem(['template'], prompt);
  if (written !== null) return [written];
  return samplesOf({ example, tests }).flatMap(({ path, values }) => {
    if (inputProblems(inputs, values).length > 0) return [];
    return lengthProblem(path, fillPlaceholders(prompt, inputTexts(inputs, values))) ?? [];
  });
}

interface Sample {
  readonly path: readonly PropertyKey[];
  readonly values: Readonly<Record<string, JsonValue>>;
}

function samplesOf({ example, tests }: Pick<ModuleDefinition, 'example' | 'tests'>): readonly Sample[] {
  const ofTests = tests.map(({ inputs }, index) => ({ path: ['tests', index, 'inputs'], values: inputs }));
  return [{ path: ['example'], values: example }, ...ofTests];
}

function unfit(path: readonly PropertyKey[], { input, message }: InputProblem): ModuleProblem {
  return { path: pathOf([...path, input]), problem: 'inputs_unfit', message };
}

function lengthProblem(keys: readonly PropertyKey[], prompt: string): ModuleProblem | null {
  const length = [...prompt].length;
  const path = pathOf(keys);
  if (length > promptLength.most) {
    const message = `makes a prompt of ${length} characters, and a run takes ${promptLength.most} at most`;
    return { path, problem: 'prompt_too_long', message };
  }
  if (length >= promptLength.least) return null;
  return {
    path,
    problem: 'prompt_too_short',
    message: `makes a prompt of fewer than ${promptLength.least} characters`,
  };
}
