import { z } from 'zod';
import { documentedAs, named } from './components.js';
import { sevenDChoice, sevenDInput } from './seven-d.js';

const limit = z.int().min(1).nullable().exactOptional();

const budget = named(
  'RunBudget',
  z
    .strictObject({ calls: limit, tokens: limit, costMicros: limit, timeMs: limit })
    .describe('What the run may use at most. What is null or left out is as the server has it.'),
);

const common = {
  budget: budget.exactOptional(),
  refresh: z.boolean().exactOptional().describe('True asks every question anew, whatever the cache holds.'),
};

const prompt = z.string().describe('10 to 10,000 characters.');

const moduleChoice = named(
  'ModuleChoice',
  z.strictObject({
    id: z.string(),
    version: z.string().exactOptional().describe('Default: the latest active one.'),
  }),
);

const moduleUse = named(
  'ModuleUse',
  moduleChoice.extend({ inputs: z.record(z.string(), z.unknown()).exactOptional().describe('By name.') }),
);

/** A prompt, or a module that makes one; which of the two is for the pipeline to say. */
const work = {
  prompt: prompt.exactOptional().describe('10 to 10,000 characters; or a module in its place.'),
  module: moduleUse.exactOptional(),
  // With a prompt, domain and output_format are required: the pipeline says so.
  sevenD: sevenDChoice.exactOptional(),
};

const assertion = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.enum(['contains', 'equals']),
    value: z.string(),
    ignoreCase: z.boolean().exactOptional(),
    not: z.boolean().exactOptional(),
  }),
  z.strictObject({
    type: z.literal('regex'),
    pattern: z.string().min(1).max(1_000).describe('RE2'),
    flags: z.string().exactOptional().describe('Any of i, m and s.'),
    not: z.boolean().exactOptional(),
  }),
  z.strictObject({ type: z.literal('json_schema'), schema: z.record(z.string(), z.unknown()) }),
  z.strictObject({ type: z.literal('similarity'), to: z.string().min(1), atLeast: z.number().gt(0).max(1) }),
  z.strictObject({
    type: z.literal('rubric'),
    criterion: z.string().min(1).max(2_000),
    atLeast: z.number().min(0).max(100),
    samples: z.int().min(1).max(5).exactOptional(),
  }),
]);

const testCase = named(
  'PromptTestCase',
  z.strictObject({
    name: z.string().min(1).max(200),
    inputs: z.record(z.string(), z.string()).exactOptional(),
    message: z.string().min(1).max(10_000).exactOptional(),
    assertions: z.array(assertion).min(1).max(20),
  }),
);

/** Asked of whatever came, so that all that is missing is named at once. */
const always = { when: () => true };
const given = (body: unknown, name: string): boolean => isObject(body) && Object.hasOwn(body, name);
const isObject = (body: unknown): body is object => typeof body === 'object' && body !== null && !Array.isArray(body);

/** A prompt with its 7D parameters, or a module, which has some of its own. */
function promptOrModule<Shape extends z.core.$ZodLooseShape>(shape: Shape) {
  return z
    .strictObject(shape)
    .refine((body) => !isObject(body) || given(body, 'prompt') !== given(body, 'module'), {
      ...{ path: ['prompt'], message: 'has to be there, or a module in its place, and not both', ...always },
    })
    .refine((body) => !given(body, 'prompt') || given(body, 'sevenD'), {
      ...{ path: ['sevenD'], message: 'has to be there with a prompt', ...always },
    });
}

/** What each operation takes. Prompts, parameters and cases are judged by the pipeline, which says more. */
export const operationBodies = {
  optimize: named('OptimizeRequest', promptOrModule({ ...work, ...common })),
  score: named('ScoreRequest', promptOrModule({ ...work, ...common })),
  compare: named('CompareRequest', z.strictObject({ first: prompt, second: prompt, sevenD: sevenDInput, ...common })),
  test: named(
    'TestRequest',
    z.strictObject({
      prompt: work.prompt,
      module: moduleChoice.exactOptional(),
      cases: documentedAs(z.array(z.unknown()), z.array(testCase).min(1).max(100))
        .exactOptional()
        .describe('Required with a prompt; with a module, in place of its own tests.'),
      concurrency: z.int().min(1).max(8).exactOptional(),
      sevenD: sevenDChoice.exactOptional(),
      budget: common.budget,
    }),
  ),
} as const;
