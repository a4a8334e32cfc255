import { localFile } from './plan-environment.js';
import type { InitPlan } from './plan-init.js';

/** What a user of init does next: a sentence, then lines to copy. */
export type NextStep = readonly [what: string, ...lines: string[]];

/** What is left to do, in the order to do it. */
export function nextSteps(plan: InitPlan): readonly NextStep[] {
  const { install, files, storage } = plan;
  return [
    ...(install === null ? [] : [['Install what it takes:', install] as const]),
    ...files.flatMap((file): NextStep[] =>
      file.action === 'byHand'
        ? [[`${file.path} ${file.reason}. Add what it lacks:`, ...file.text.trimEnd().split('\n')]]
        : [],
    ),
    ...mountSteps(plan),
    ...variableSteps(plan),
    ...(storage.peer === '@supabase/supabase-js' ? [schemaStep] : []),
    startStep(plan),
    [
      'After your own sign-in, open a session. Its token goes into Authorization: Bearer.',
      'const { accessToken } = await forge.sessions.issue({ userId });',
    ],
    [`Without OPENAI_API_KEY in ${localFile} it works by rules; with it, the same routes ask the model.`],
  ];
}

const schemaStep: NextStep = [
  'Give the Supabase project its schema, and expose it, as docs/supabase.md tells:',
  'npx promptforge migrate supabase',
  'npx supabase db push',
];

function mountSteps({ server }: InitPlan): readonly NextStep[] {
  if (server === null || server.isMounted) return [];
  const where = server.path ?? 'your server';
  return [
    [`Add to ${where}, behind your own routes below /api, since it answers all others there:`, ...server.lines],
    [`Give it what ${server.listen} answers, so that runs are settled when the process is told to end:`, server.end],
  ];
}

function variableSteps({ host, storage: { variables } }: InitPlan): readonly NextStep[] {
  if (variables.length === 0) return [];
  const build = host.name === 'next' ? ', and wherever the application is built' : '';
  return [[`Set ${variables.join(' and ')} in ${localFile}${build}.`]];
}

function startStep({ server, syntax: { language } }: InitPlan): NextStep {
  const ask = 'curl http://localhost:3000/api/health';
  if (server === null) return ['Start it, and ask it:', 'npx next dev', ask];
  const program = language === 'ts' ? 'npx tsx' : 'node';
  return [
    `Start your server with the variables of ${localFile}, and ask it. For instance:`,
    `${program} --env-file=${localFile} ${server.path ?? `server.${language}`}`,
    ask,
  ];
}
