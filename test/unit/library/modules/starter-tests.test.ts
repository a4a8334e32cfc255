import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { ModuleTest } from '../../../../src/domain/library/module-recipe.js';
import { builtInSevenD } from '../../../../src/domain/seven-d/built-in-seven-d.js';
import { modulePartsFor } from '../../../../src/facets/module-parts.js';
import { moduleCases } from '../../../../src/library/modules/module-cases.js';
import { modulePrompt } from '../../../../src/library/modules/module-prompt.js';
import { starterModules } from '../../../../src/library/modules/starter/index.js';
import { renderModule } from '../../../../src/modules.js';
import { prepareAssertion } from '../../../../src/trial/assertions/prepare-assertion.js';
import { prepareTrial } from '../../../../src/trial/prepare-trial.js';

const parts = modulePartsFor(builtInSevenD);

const folder = join(import.meta.dirname, '../../../fixtures/modules/starter-answers');

/** What an expert would answer to the tests of a module, one after the other. */
const answersTo = (id: string) => readFileSync(join(folder, `${id}.md`), 'utf8').split('\n=====\n');
const all = new Map(starterModules.map(({ id }) => [id, answersTo(id)]));

/** The assertions that an answer breaks. Rubrics are a model's to judge, and count as kept. */
async function brokenBy(answer: string, { assertions }: ModuleTest): Promise<readonly string[]> {
  const prepared = await Promise.all(assertions.map((one) => prepareAssertion(one, 'assertion')));
  return prepared.flatMap((one, index) => {
    if (one.type === 'rubric') return [];
    const { passed, detail } = one.check(answer);
    return passed ? [] : [`${index} ${one.type}: ${detail}`];
  });
}

describe.each(starterModules.map((module) => [module.id, module] as const))('the tests of %s', (id, module) => {
  const answers = all.get(id) ?? [];
  const cases = module.tests.map((one, index) => [one.name, one, answers[index] ?? ''] as const);

  test('have an answer each', () => {
    expect(answers).toHaveLength(module.tests.length);
  });

  test('ask what the module asks when it is run', async () => {
    const { values } = parts.completeSevenD(module.sevenD);
    const trial = await prepareTrial(modulePrompt(module, values, parts), moduleCases(module));
    const run = module.tests.map(({ inputs }) => renderModule(module, { inputs }).prompt);
    expect(trial.map(({ user }) => user)).toEqual(run);
  });

  test.each(cases)('are passed by the work of an expert: %s', async (_, one, answer) => {
    expect(await brokenBy(answer, one)).toEqual([]);
  });

  test.each(cases)('fail what is no answer: %s', async (_, one) => {
    const others = [...all].flatMap(([other, [first = '']]) => (other === id ? [] : [first]));
    const useless = ['', 'I am sorry, but I cannot help with that.', module.output.example, ...others];
    for (const answer of useless) expect(await brokenBy(answer, one)).not.toEqual([]);
  });
});
