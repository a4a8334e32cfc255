import { nextSteps } from './next-steps.js';
import type { InitPlan } from './plan-init.js';
import type { PlannedFile } from './planned-file.js';

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
    ...nextSteps(plan).flatMap(([what, ...lines], index) => [
      `${String(index + 1).padStart(3)}. ${what}`,
      ...lines.map((line) => (line === '' ? '' : `       ${line}`)),
    ]),
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
      next: nextSteps(plan).map(([what, ...lines]) => ({ what, lines })),
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
