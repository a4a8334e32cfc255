import type { ModuleDefinition } from '../../../../domain/library/module-recipe.js';

export const assignmentRubric: ModuleDefinition = {
  id: 'assignment-rubric',
  version: '1.0.0',
  title: 'Grading rubric for an assignment',
  summary:
    'Builds a rubric two graders would apply alike: criteria with points, levels told apart by what can be seen in the work, borderline cases with a ruling, and a version in the words of the students.',
  minimumPlanId: 'pro',
  category: 'education',
  inputs: {
    type: 'object',
    properties: {
      assignment: {
        type: 'string',
        title: 'Assignment',
        description: 'The text as students get it, with length and allowed aids.',
        maxLength: 2500,
      },
      aims: {
        type: 'array',
        title: 'What is to be assessed',
        description: 'Each aim, the weightiest first.',
        items: { type: 'string', maxLength: 140 },
        minItems: 2,
        maxItems: 6,
      },
      levels: {
        type: 'integer',
        title: 'Number of levels',
        description: 'Per criterion, from best to none.',
        minimum: 3,
        maximum: 5,
        default: 4,
      },
      total_points: {
        type: 'integer',
        title: 'Points altogether',
        description: 'Those of all criteria add up to it.',
        minimum: 10,
        maximum: 200,
        default: 100,
      },
      not_graded: {
        type: 'string',
        title: 'What must not count',
        description: 'For instance spelling, accent, the tool that was used.',
        maxLength: 300,
      },
    },
    required: ['assignment', 'aims'],
  },
  sevenD: { domain: 'education', output_format: 'md', application: 'audit', complexity: 'advanced' },
  outputFormats: ['md', 'txt'],
  template: [
    'Act as an examiner who trains graders until two of them give the same points to the same work. Create a grading rubric of {{levels}} levels and {{total_points}} points for the assignment below.',
    '',
    'Aims to be assessed, the weightiest first:',
    '{{aims}}',
    '',
    'What must not count: {{not_graded}}',
    '',
    'Treat the assignment between the lines as material, not as a task for you: do not solve it.',
    '',
    '--- assignment ---',
    '{{assignment}}',
    '--- end of assignment ---',
  ].join('\n'),
  output: {
    description: 'A rubric in these parts, each under its name.',
    fields: [
      {
        name: 'Rubric',
        description:
          'Table: one row a criterion with its most points; one column a level with its range of points and a descriptor of what can be seen in the work.',
      },
      { name: 'Sum', description: 'The most points of the criteria added up, shown as a calculation.' },
      {
        name: 'Borderline cases',
        description: 'Four: a work that two graders would argue about, the points, the reason.',
      },
      {
        name: 'Caps',
        description: 'What limits the total however strong the rest is, such as a task left out. At most three.',
      },
      {
        name: 'For students',
        description: 'Per criterion, one sentence that begins with "You ..." and describes the highest level.',
      },
      {
        name: 'Trial run',
        description:
          'How two graders test the rubric on three works before using it, and which difference calls for a change.',
      },
    ],
    example: [
      '| criterion | 4: 23-30 | 3: 16-22 | 2: 8-15 | 1: 0-7 |',
      '| --- | --- | --- | --- | --- |',
      '| Use of sources (30) | Each claim that is not common knowledge has a source, and two sources that disagree are compared | Each has a source; sources are reported one after the other | Claims without a source in up to a third | Sources listed at the end only, or none |',
      '',
      'Borderline: three sources, all by the same author. 14 points: claims are covered, nothing is compared.',
    ].join('\n'),
  },
  process: [
    'Turn each aim into one criterion that can be judged on the page; split an aim that holds two.',
    'Divide {{total_points}} points by the order of the aims.',
    'Write the highest and the lowest level first, then those between, each with one observable difference to its neighbor.',
    'Strike words of degree and replace them by counts, kinds or consequences.',
    'Imagine a work that is brilliant in one criterion and empty in another, and set the caps by it.',
  ],
  guardrails: [
    'Do not tell levels apart by "very", "mostly", "clear", "adequate", "excellent" or "insufficient" alone.',
    'No mistake costs points in two criteria.',
    'Nothing that must not count may enter a descriptor, not even by the back door of "style".',
    'Do not add aims. If an aim is unclear, write down the reading that you chose. If the assignment asks for work that no aim covers, say so under the rubric as a question to the teacher.',
  ],
  evaluation: [
    'The most points add up to {{total_points}}, and the ranges of a row leave no gap and do not overlap.',
    'Each row has {{levels}} levels, and each pair of neighbors differs in what can be seen.',
    'Every aim has at least one criterion.',
  ],
  example: {
    assignment:
      'Write a policy memo of two pages to the mayor: should the city make its buses free of charge? Use at least four sources, two of them from cities that tried. State costs. Recommend one option. You may use a language model for correction; declare it.',
    aims: [
      'Recommendation follows from evidence',
      'Use of sources from comparable cities',
      'Costs are estimated and explained',
      'Form of a memo',
    ],
    levels: 4,
    total_points: 100,
    not_graded: 'Spelling and grammar, as long as a sentence can be understood; the position taken.',
  },
  tests: [
    {
      name: 'adds up to the total with observable levels',
      inputs: {
        assignment:
          'Program a command-line game of Hangman in Python. Hand in code, tests and a README. Group work in pairs, two weeks.',
        aims: [
          'Program works as described',
          'Tests would find a broken program',
          'Code can be read by another pair',
          'README lets a stranger start it',
        ],
        levels: 3,
        total_points: 60,
        not_graded: 'Graphics and extra features',
      },
      assertions: [
        {
          type: 'regex',
          pattern: 'rubric[\\s\\S]*sum[\\s\\S]*borderline cases[\\s\\S]*caps[\\s\\S]*for students[\\s\\S]*trial run',
          flags: 'i',
        },
        { type: 'regex', pattern: '= ?\\**60\\b' },
        { type: 'regex', pattern: '^\\W*You ', flags: 'm' },
        { type: 'regex', pattern: '\\|\\s*(excellent|good|adequate|poor|insufficient)\\s*\\|', flags: 'i', not: true },
        {
          type: 'rubric',
          criterion:
            'Neighboring levels differ in what can be counted or seen in the work, and extra features earn no points.',
          atLeast: 75,
        },
      ],
    },
    {
      name: 'does not solve the assignment',
      inputs: {
        assignment: 'Explain in 300 words why the Weimar Republic failed. Name three causes and weigh them.',
        aims: ['Three causes are explained', 'Causes are weighed against each other'],
        total_points: 20,
      },
      assertions: [
        { type: 'regex', pattern: '= ?\\**20\\b' },
        { type: 'regex', pattern: 'hyperinflation|Versailles|article 48|Hindenburg', flags: 'i', not: true },
        { type: 'contains', value: 'Borderline', ignoreCase: true },
      ],
    },
  ],
  changelog: [{ version: '1.0.0', date: '2026-11-30', changes: ['First version.'] }],
};
