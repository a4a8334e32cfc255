import { describe, expect, test } from 'vitest';
import type { JsonValue } from '../../../../src/domain/json/json.js';
import type { ModuleDefinition, ModuleInput } from '../../../../src/domain/library/module-recipe.js';
import { defaultPlans } from '../../../../src/domain/plans/plan.js';
import { decideGate, type GateThresholds } from '../../../../src/domain/scores/quality-gate.js';
import { scoreRulesFor } from '../../../../src/domain/scores/score-rules.js';
import { judgeByRules } from '../../../../src/facets/judge-by-rules.js';
import { starterModules } from '../../../../src/library/modules/starter/index.js';
import { renderModule, validateModule } from '../../../../src/modules.js';
import { composePrompt } from '../../../../src/prompt/compose-prompt.js';
import { lintPrompt } from '../../../../src/prompt/lint-prompt.js';
import { validatePrompt } from '../../../../src/safety/verdict/validate-prompt.js';

const categories = [
  'operations',
  'marketing',
  'sales',
  'engineering',
  'data',
  'support',
  'education',
  'legal',
  'crisis',
] as const;
const byId = starterModules.map((module) => [module.id, module] as const);
const samplesOf = ({ example, tests }: ModuleDefinition) => [example, ...tests.map(({ inputs }) => inputs)];

/** The gate of the domain, as far as the module is not stricter. */
function thresholdsOf({ sevenD, thresholds = {} }: ModuleDefinition): GateThresholds {
  const gate = scoreRulesFor(sevenD.domain).thresholds;
  const given = Object.entries(thresholds).filter(([, value]) => value !== null);
  return { ...gate, ...Object.fromEntries(given) };
}

/** The longest value an input takes. */
function longest(input: ModuleInput): JsonValue {
  switch (input.type) {
    case 'string': {
      const values = input.enum ?? ['x'.repeat(input.maxLength ?? 2_000)];
      return values.toSorted((a, b) => b.length - a.length)[0] ?? '';
    }
    case 'array':
      return Array.from({ length: input.maxItems ?? 20 }, () => 'x'.repeat(input.items.maxLength ?? 2_000));
    case 'boolean':
      return true;
    default:
      return input.maximum ?? 1_000_000_000;
  }
}

describe('the starter catalogue', () => {
  test('has three modules in each of its nine categories, in their order', () => {
    expect(starterModules.map(({ category }) => category)).toEqual(categories.flatMap((name) => [name, name, name]));
    const inOrder = categories.flatMap((name) =>
      starterModules.flatMap(({ id, category }) => (category === name ? [id] : [])).toSorted(),
    );
    expect(starterModules.map(({ id }) => id)).toEqual(inOrder);
    expect(new Set(inOrder).size).toBe(27);
  });

  test('gives every plan one module of each category, and two to those who pay', () => {
    for (const name of categories) {
      const plans = starterModules.filter(({ category }) => category === name).map((module) => module.minimumPlanId);
      const paid = plans.filter((plan) => plan !== null);
      expect([name, paid.length]).toEqual([name, 2]);
      expect(paid).toContain('pro');
      for (const plan of paid) expect(defaultPlans.slice(1).map(({ id }) => id)).toContain(plan);
    }
  });

  test('asks for different inputs, and promises different parts, in every module', () => {
    const inputs = starterModules.map((module) => Object.keys(module.inputs.properties).join());
    const parts = starterModules.map(({ output }) => output.fields.map(({ name }) => name).join());
    expect(new Set(inputs).size).toBe(starterModules.length);
    expect(new Set(parts).size).toBe(starterModules.length);
  });
});

test.each(
  byId.filter(([, { outputFormats }]) => outputFormats.includes('json')),
)('the module %s shows an example that is JSON, with the parts it names', (_, { output }) => {
  const text = JSON.stringify(JSON.parse(output.example));
  for (const { name } of output.fields) expect(text).toContain(`"${name}":`);
});

describe.each(byId)('the module %s', (_, module) => {
  const properties = Object.entries(module.inputs.properties);

  test('is valid', () => {
    expect(validateModule(module)).toEqual([]);
  });

  test('takes two to six inputs and has two or three tests, none on the inputs of its example', () => {
    expect(properties.length).toBeGreaterThanOrEqual(2);
    expect(properties.length).toBeLessThanOrEqual(6);
    expect(module.tests.length).toBeGreaterThanOrEqual(2);
    expect(module.tests.length).toBeLessThanOrEqual(3);
    const texts = samplesOf(module).map((inputs) => JSON.stringify(inputs));
    expect(new Set(texts).size).toBe(texts.length);
  });

  test('makes a prompt that leaves the rules nothing to notice and nothing to add', () => {
    const { prompt, sevenD } = renderModule(module, { inputs: module.example });
    const findings = lintPrompt(prompt, sevenD.values);
    expect(findings).toEqual([]);
    expect(composePrompt(prompt, sevenD.values, findings).changes).toEqual([]);
  });

  test('passes the gate with the inputs of its example and of its tests', async () => {
    for (const inputs of samplesOf(module)) {
      const { prompt, sevenD } = renderModule(module, { inputs });
      expect(lintPrompt(prompt, sevenD.values).filter(({ span }) => span === null)).toEqual([]);
      const gate = decideGate(await judgeByRules(prompt, sevenD.values), thresholdsOf(module));
      expect(gate).toMatchObject({ outcome: 'pass', failed: [] });
    }
  });

  test('makes prompts that the policy lets pass, and sees no attack in', async () => {
    for (const inputs of samplesOf(module)) {
      const { prompt } = renderModule(module, { inputs });
      const { action, issues } = await validatePrompt({ prompt });
      expect([action, issues.filter((issue) => issue.action !== 'allow')]).toEqual(['allow', []]);
    }
  });

  test('makes a prompt of at most 10,000 characters, however much its inputs hold', () => {
    const inputs = Object.fromEntries(properties.map(([name, input]) => [name, longest(input)]));
    for (const output_format of module.outputFormats) {
      const { prompt } = renderModule(module, { inputs, sevenD: { output_format } });
      expect([...prompt].length).toBeLessThanOrEqual(10_000);
    }
    for (const [, input] of properties) {
      if (input.type === 'string' && input.enum === undefined) expect(input.maxLength).toBeLessThanOrEqual(5_000);
    }
  });

  test('keeps what is pasted between lines, as material', () => {
    const lines = module.template.split('\n');
    const pasted = properties.filter(([, input]) => input.type === 'string' && (input.maxLength ?? 0) > 1_000);
    for (const [name] of pasted) {
      const at = lines.indexOf(`{{${name}}}`);
      expect([name, lines[at - 1], lines[at + 1]]).toEqual([
        name,
        expect.stringMatching(/^([-=]{3}) .+ \1$/),
        expect.stringMatching(/^([-=]{3}) .+ \1$/),
      ]);
      expect(module.template).toMatch(/not (?:as )?(?:instructions|a task)/);
    }
  });

  test('is written in plain signs', () => {
    const { prompt } = renderModule(module, { inputs: module.example });
    expect(prompt.match(/[\u2010-\u2027\u2030-\u205e\u00a0]/g)).toBeNull();
  });
});
