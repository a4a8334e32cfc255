import type { z } from 'zod';
import type { ModuleDefinition } from '../../domain/library/module-recipe.js';
import { checkInputs } from './check-inputs.js';
import { checkInputsUsed, checkPlaceholders } from './check-placeholders.js';
import { checkFormats, checkSevenD, checkThresholds } from './check-rules.js';
import { checkPromptLength, checkSampleInputs, checkTests } from './check-samples.js';
import { checkTexts } from './check-texts.js';
import { checkChangelog, checkVersion } from './check-versions.js';
import type { ModuleChecks } from './module-checks.js';
import { type ModuleProblem, pathOf } from './module-problem.js';
import { moduleSchema } from './module-schema.js';

type Field = keyof ModuleDefinition;

interface FieldCheck {
  /** The fields it reads: it is left out where one of them is not of its shape, which is told of already. */
  readonly reads: readonly Field[];
  readonly check: (module: ModuleDefinition, checks: ModuleChecks) => readonly ModuleProblem[];
}

const texts = ['template', 'output', 'process', 'guardrails', 'evaluation'] as const satisfies readonly Field[];

/** What no schema can say. */
const fieldChecks: readonly FieldCheck[] = [
  { reads: ['version'], check: checkVersion },
  { reads: ['version', 'changelog'], check: checkChangelog },
  { reads: ['inputs'], check: checkInputs },
  { reads: ['inputs', ...texts], check: checkPlaceholders },
  { reads: ['inputs', ...texts], check: checkInputsUsed },
  { reads: ['sevenD'], check: checkSevenD },
  { reads: ['sevenD', 'outputFormats'], check: checkFormats },
  { reads: ['sevenD', 'thresholds'], check: checkThresholds },
  { reads: ['inputs', 'example', 'tests'], check: checkSampleInputs },
  { reads: ['inputs', 'tests'], check: checkTests },
  { reads: ['inputs', 'sevenD', 'telemetry', 'example', 'tests', ...texts], check: checkPromptLength },
];

/** Everything that is wrong with a module, in the order of its fields; empty for one that is right. Repeats no value. */
export function moduleProblems(definition: unknown, checks: ModuleChecks): readonly ModuleProblem[] {
  const unstorable = checkTexts(definition);
  const { error } = moduleSchema.safeParse(definition);
  const issues = error?.issues ?? [];
  const shape = issues.map((issue) => shapeProblem(issue, checks));
  const broken = new Set([...issues.map(({ path }) => path[0]), ...unstorable.map(({ path }) => path.split('.')[0])]);
  // Without a field there is no module to go on with.
  if (issues.some(({ path, code }) => path.length === 0 && code !== 'unrecognized_keys')) return shape;
  const module = definition as ModuleDefinition;
  const others = fieldChecks
    .filter(({ reads }) => !reads.some((field) => broken.has(field)))
    .flatMap(({ check }) => check(module, checks));
  return [...shape, ...unstorable, ...others];
}

function shapeProblem(issue: z.core.$ZodIssue, { wording }: ModuleChecks): ModuleProblem {
  const path = pathOf(issue.path);
  if (issue.code !== 'unrecognized_keys') {
    const inner = issue.code === 'invalid_key' ? issue.issues[0] : undefined;
    return { path, problem: 'shape', message: wording(inner ?? issue) };
  }
  const words = issue.keys.map((key) => pathOf([key])).filter((key) => key !== '*');
  const message = `holds a field that does not exist${words.length === 0 ? '' : `: ${words.join(', ')}`}`;
  return { path, problem: 'shape', message };
}
