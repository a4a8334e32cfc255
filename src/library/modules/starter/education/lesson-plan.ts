import type { ModuleDefinition } from '../../../../domain/library/module-recipe.js';

export const lessonPlan: ModuleDefinition = {
  id: 'lesson-plan',
  version: '1.0.0',
  title: 'Lesson plan from learning objectives',
  summary:
    'Plans one lesson backwards from what learners shall be able to do: evidence first, then activities to the minute, likely misconceptions, and what to cut when time runs out.',
  minimumPlanId: null,
  category: 'education',
  inputs: {
    type: 'object',
    properties: {
      topic: {
        type: 'string',
        title: 'Topic',
        description: 'What the lesson is about, and where it stands in the course.',
        maxLength: 300,
      },
      objectives: {
        type: 'array',
        title: 'Learning objectives',
        description: 'Each with a verb that can be seen: "derive", "compare", "hold a dialog about".',
        items: { type: 'string', maxLength: 160 },
        minItems: 1,
        maxItems: 4,
      },
      learners: {
        type: 'string',
        title: 'Learners',
        description: 'Age or level, number, what they know already, needs to plan for.',
        maxLength: 600,
      },
      minutes: {
        type: 'integer',
        title: 'Minutes',
        description: 'Of the whole lesson.',
        minimum: 15,
        maximum: 240,
        default: 45,
      },
      room_and_material: {
        type: 'string',
        title: 'Room and material',
        description: 'What is at hand, devices included.',
        maxLength: 400,
      },
    },
    required: ['topic', 'objectives', 'learners'],
  },
  sevenD: { domain: 'education', output_format: 'md', application: 'training', complexity: 'standard' },
  outputFormats: ['md', 'txt'],
  template: [
    'Act as an experienced teacher who plans backwards: from what learners will show at the end to what happens in the first minute. Plan a lesson of {{minutes}} minutes for these learners: {{learners}}',
    '',
    'Topic: {{topic}}',
    'Room and material: {{room_and_material}}',
    '',
    'At the end, each learner is able to:',
    '{{objectives}}',
    '',
    'A substitute teacher has to be able to hold the lesson from this plan after reading it for ten minutes.',
  ].join('\n'),
  output: {
    description: 'A plan in these parts, each under its name.',
    fields: [
      {
        name: 'Evidence of learning',
        description:
          'Per objective, what a learner does or produces in the lesson that shows it, and what a sufficient result looks like.',
      },
      { name: 'Before the lesson', description: 'Material to prepare, with numbers of copies or devices.' },
      {
        name: 'Course of the lesson',
        description:
          'Table with minutes (such as 0-5), what the teacher does, what the learners do, form of work, objective it serves. Learners are active in at least half of the minutes.',
      },
      { name: 'Questions to ask', description: 'Three, each with an answer one hopes for and an answer one fears.' },
      { name: 'Misconceptions', description: 'Two or three with the sign by which they show, and the reply.' },
      {
        name: 'Support and stretch',
        description: 'One adjustment for those who struggle and one for those who are done, at the same objective.',
      },
      { name: 'If time runs out', description: 'What to cut first, and what must not be cut.' },
    ],
    example: [
      '| minutes | teacher | learners | form | objective |',
      '| --- | --- | --- | --- | --- |',
      '| 0-6 | Shows two bills of the same dinner, says nothing | Note what differs, guess why | alone, then pairs | 1 |',
      '',
      'Misconception: "10 percent off, then 10 percent on, is the price from before." Sign: 100 as the answer to task 2. Reply: have them compute it with 50 % and 50 %.',
    ].join('\n'),
  },
  process: [
    'For each objective, decide what would convince you that a learner has reached it.',
    'Design the activity that produces this evidence, and place it so that there are minutes left to react.',
    'Build what has to come before, one step of difficulty at a time, beginning with what these learners know.',
    'Add up the minutes, and leave a reserve of about a tenth.',
    'Go through the plan as the quickest and as the slowest learner, and fill the waiting times.',
  ],
  guardrails: [
    'Use only the material named. If material is not given, plan with board, paper and pens, and say so.',
    'No activity without an objective, and no objective without an activity.',
    'Do not refer to pages, videos or websites that were not given.',
    'If the objectives cannot be reached in the time, say which one to move to another lesson, and plan for the rest.',
    'Needs of single learners are met without setting them apart.',
  ],
  evaluation: [
    'The minutes of the course add up to {{minutes}}, reserve included.',
    'Each objective has evidence, an activity and a row in the course.',
    'Learners are active in at least half of the minutes.',
  ],
  example: {
    topic: 'Percentages, third of six lessons: price down, price up',
    objectives: [
      'Compute a price after a reduction in percent',
      'Explain why a reduction and an increase by the same percentage do not cancel out',
    ],
    learners:
      'Grade 7, 26 pupils, can compute a percentage of a whole. Four learn the language, two finish everything early.',
    minutes: 45,
    room_and_material: 'Board, projector, supermarket leaflets for pairs, no pupil devices',
  },
  tests: [
    {
      name: 'fills the minutes and ties activities to objectives',
      inputs: {
        topic: 'Job interview in English, first of two lessons',
        objectives: [
          'Answer three common interview questions in full sentences',
          'Ask one polite question about the job',
        ],
        learners: 'Adults, level A2, 12 people, most work in care or kitchens',
        minutes: 90,
        room_and_material: 'Movable chairs, whiteboard, phones allowed',
      },
      assertions: [
        {
          type: 'regex',
          pattern: 'evidence of learning[\\s\\S]*course of the lesson[\\s\\S]*misconceptions[\\s\\S]*if time runs out',
          flags: 'i',
        },
        { type: 'regex', pattern: '\\b0 ?[-–] ?\\d+' },
        { type: 'regex', pattern: '[-–] ?90\\b' },
        { type: 'regex', pattern: 'https?://|www\\.', not: true },
        {
          type: 'rubric',
          criterion:
            'Learners speak to each other in at least half of the 90 minutes, and both objectives are practiced.',
          atLeast: 75,
        },
      ],
    },
    {
      name: 'moves an objective that does not fit',
      inputs: {
        topic: 'Introduction to electricity',
        objectives: [
          'Build a circuit with a lamp',
          'Measure voltage and current',
          "Derive Ohm's law from own data",
          'Compute resistors in series and in parallel',
        ],
        learners: 'Grade 8, 30 pupils, no earlier lessons on electricity',
        minutes: 40,
      },
      assertions: [
        { type: 'regex', pattern: '(another|next|later|following|second) lesson', flags: 'i' },
        { type: 'regex', pattern: '[-–] ?40\\b' },
        {
          type: 'rubric',
          criterion: 'Says which objectives are moved to another lesson, and does not plan all four within 40 minutes.',
          atLeast: 75,
        },
      ],
    },
  ],
  changelog: [{ version: '1.0.0', date: '2026-11-30', changes: ['First version.'] }],
};
