import type { ModuleRecipe } from '../../domain/library/module-recipe.js';

type Texts = Pick<ModuleRecipe, 'template' | 'output' | 'process' | 'guardrails' | 'evaluation'>;

/** A text of a module that ends up in its prompt. */
export interface ModuleText {
  readonly path: readonly PropertyKey[];
  readonly text: string;
}

/** Every text in which placeholders may stand. */
export function moduleTexts({ template, output, process, guardrails, evaluation }: Texts): readonly ModuleText[] {
  const list = (field: string, texts: readonly string[]): readonly ModuleText[] =>
    texts.map((text, index) => ({ path: [field, index], text }));
  return [
    { path: ['template'], text: template },
    { path: ['output', 'description'], text: output.description },
    ...output.fields.flatMap(({ name, description }, index) => [
      { path: ['output', 'fields', index, 'name'], text: name },
      { path: ['output', 'fields', index, 'description'], text: description },
    ]),
    { path: ['output', 'example'], text: output.example },
    ...list('process', process),
    ...list('guardrails', guardrails),
    ...list('evaluation', evaluation),
  ];
}
