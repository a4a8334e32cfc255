import type { ModuleRecipe } from '../../domain/library/module-recipe.js';
import type { PromptTestCase } from '../../domain/runs/prompt-test.js';
import { inputTexts } from './input-texts.js';

/** The tests of a module as cases of its prompt, inputs as the texts they are rendered as. */
export function moduleCases({ inputs, tests }: Pick<ModuleRecipe, 'inputs' | 'tests'>): readonly PromptTestCase[] {
  return tests.map(({ inputs: values, ...rest }) => ({ ...rest, inputs: inputTexts(inputs, values) }));
}
