import type { ModuleDefinition } from '../../domain/library/module-recipe.js';
import type { FoundPlaceholder, ModuleChecks } from './module-checks.js';
import { type ModuleProblem, pathOf } from './module-problem.js';
import { inputNamePattern } from './module-schema.js';
import { moduleTexts } from './module-texts.js';

/** Placeholders without an input, and those of a style that modules do not have. */
export function checkPlaceholders(
  module: ModuleDefinition,
  { placeholdersIn }: Pick<ModuleChecks, 'placeholdersIn'>,
): readonly ModuleProblem[] {
  const { properties } = module.inputs;
  return moduleTexts(module).flatMap(({ path, text }) => {
    const problems = placeholdersIn(text).flatMap((found) => problemOf(found, properties) ?? []);
    const told = new Map(problems.map((problem) => [problem.message, problem]));
    return [...told.values()].map((problem) => ({ ...problem, path: pathOf(path) }));
  });
}

/** Inputs that no text uses: whoever fills them in would wait for an effect. */
export function checkInputsUsed(
  module: ModuleDefinition,
  { placeholdersIn }: Pick<ModuleChecks, 'placeholdersIn'>,
): readonly ModuleProblem[] {
  const used = new Set(moduleTexts(module).flatMap(({ text }) => placeholdersIn(text).map(({ name }) => name)));
  return Object.keys(module.inputs.properties)
    .filter((name) => !used.has(name))
    .map((name) => ({
      path: pathOf(['inputs', 'properties', name]),
      problem: 'input_unused',
      message: `no text of the module holds {{${name}}}: put it where its value goes, or drop the input`,
    }));
}

function problemOf({ name, style }: FoundPlaceholder, inputs: object): Omit<ModuleProblem, 'path'> | null {
  const named = inputNamePattern.test(name);
  if (style !== 'double') {
    return {
      problem: 'placeholder_style',
      message: `holds ${named ? `the name ${name}` : 'a name'} in ${bracketsOf[style]}, which is taken for a placeholder when the prompt is tested: write {{name}} for an input, or put it another way`,
    };
  }
  if (Object.hasOwn(inputs, name)) return null;
  return {
    problem: 'placeholder_unknown',
    message: `holds ${named ? `the placeholder {{${name}}}` : 'a placeholder'}, and no input has this name: add it to inputs.properties, or correct the name`,
  };
}

const bracketsOf: Readonly<Record<Exclude<FoundPlaceholder['style'], 'double'>, string>> = {
  dollar: 'braces after a dollar sign',
  single: 'single braces',
  angle: 'angle brackets',
  square: 'square brackets',
};
