import { localFile } from './plan-environment.js';
import type { InitPlan } from './plan-init.js';
import type { PlannedFile } from './planned-file.js';
import { hanging } from './syntax.js';

/** What is left to do, in the order to do it. */
export function nextSteps({ host, syntax, install, files, server, storage }: InitPlan): readonly string[] {
  const isNext = host.name === 'next';
  return [
    ...(install === null ? [] : [`Install what it takes:\n${install}`]),
    ...files.flatMap((file) =>
      file.action === 'byHand' ? [`${file.path} ${file.reason}. Add what it lacks:\n${file.text.trimEnd()}`] : [],
    ),
    ...(server === null
      ? []
      : [
          `In ${server.server ?? 'your server'}, behind your own routes below /api (others are answered 404 by these):\n${server.lines.join('\n')}`,
        ]),
    ...(storage.variables.length === 0
      ? []
      : [
          `Set ${storage.variables.join(' and ')} in ${localFile}${isNext ? ', also where the application is built' : ''}.`,
        ]),
    ...(storage.peer === '@supabase/supabase-js'
      ? [
          'Give the Supabase project its schema, and expose it (docs/supabase.md):\nnpx promptforge migrate supabase\nnpx supabase db push',
        ]
      : []),
    isNext
      ? `Start it, and ask it:\nnpx next dev\ncurl http://localhost:3000/api/health`
      : `Start your server with the variables of ${localFile}, and ask it. For instance:\n${syntax.language === 'ts' ? 'npx tsx' : 'node'} --env-file=${localFile} ${server?.server ?? `server.${syntax.language}`}\ncurl http://localhost:3000/api/health`,
    `After your own sign-in, open a session, whose token goes into Authorization: Bearer:\nconst { accessToken } = await forge.sessions.issue({ userId });`,
    `Without OPENAI_API_KEY in ${localFile} it works by rules; with it, the same routes ask the model.`,
  ];
}

const done = { create: 'wrote', append: 'added to', keep: 'is there', byHand: 'left alone' } as const;
const toDo = { ...done, create: 'to write', append: 'to add to', byHand: 'by hand' } as const;

/** For people. */
export function initReport(plan: InitPlan, dryRun: boolean): string {
  const { host, syntax, files } = plan;
  const words = dryRun ? toDo : done;
  const changes = files.some(writes);
  return [
    `${hostTitles[host.name]}${host.version === null ? '' : ` ${host.version.major}`}, ${syntax.language === 'ts' ? 'TypeScript' : 'JavaScript'}`,
    '',
    ...files.map(({ action, path }) => `${words[action].padEnd(11)} ${path}`),
    '',
    ...(changes ? [] : ['Nothing was to be written.']),
    ...(changes && dryRun ? ['Nothing was written, as you asked.'] : []),
    'Next:',
    ...nextSteps(plan).map((step, index) => `${String(index + 1).padStart(3)}. ${hanging(step, 7)}`),
  ].join('\n');
}

/** For programs. No secret is in it. */
export function initDocument(plan: InitPlan, dryRun: boolean): string {
  const { host, syntax, files, install, server } = plan;
  return JSON.stringify(
    {
      host: host.name,
      version: host.version?.major ?? null,
      ...syntax,
      changed: !dryRun && files.some(writes),
      files: files.map(shown),
      install,
      server,
      next: nextSteps(plan),
    },
    null,
    2,
  );
}

const hostTitles = { express: 'Express', next: 'Next', hono: 'Hono' } as const;

function writes({ action }: PlannedFile): boolean {
  return action === 'create' || action === 'append';
}

function shown(file: PlannedFile) {
  const { action, path } = file;
  if (action === 'byHand') return { action, path, text: file.text };
  return { action, path };
}
