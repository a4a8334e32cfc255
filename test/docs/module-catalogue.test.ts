import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { ModuleDefinition } from '../../src/domain/library/module-recipe.js';
import { defaultPlans } from '../../src/domain/plans/plan.js';
import { starterModules } from '../../src/library/modules/starter/index.js';
import { root } from './fences.js';

const categories = [...new Set(starterModules.map(({ category }) => category))];
const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);
const everybody = defaultPlans[0].title;

function rowOf({ id, title, summary, inputs, outputFormats, minimumPlanId }: ModuleDefinition): string {
  const fields = Object.entries(inputs.properties).map(([name, input]) =>
    inputs.required.includes(name) ? input.title : `*${input.title}*`,
  );
  const plan = defaultPlans.find((one) => one.id === minimumPlanId)?.title ?? everybody;
  return `| ${[`${title}<br>\`${id}\``, summary, fields.join(', '), outputFormats.join(', '), plan].join(' | ')} |`;
}

describe('the page of the starter catalogue', () => {
  test('lists every module as the code has it', async () => {
    const page = [
      '# Starter catalogue of modules',
      '',
      `The ${starterModules.length} modules that come with the library. Each has inputs that a form can show, a filled-in example, and tests that run against a model. An input in italics may be left out. The plan is the least one that may use a module, by the default plans.`,
      ...categories.flatMap((name) => [
        '',
        `## ${capital(name)}`,
        '',
        '| module | what for | inputs | answers as | plan |',
        '| --- | --- | --- | --- | --- |',
        ...starterModules.filter(({ category }) => category === name).map(rowOf),
      ]),
      '',
    ];
    await expect(page.join('\n')).toMatchFileSnapshot(join(root, 'docs/module-catalogue.md'));
  });

  test.each(
    starterModules.map((module) => [module.id, module] as const),
  )('has five cells for %s, whatever its texts say', (_, module) => {
    expect(rowOf(module).split('|')).toHaveLength(7);
    expect(rowOf(module)).not.toContain('\n');
  });
});
