import { commandFlags, wrongWords } from '../command-words.js';
import { oneOf } from '../one-of.js';

/** Applications that PromptForge is put into. */
export const hostNames = ['express', 'next', 'hono'] as const;
export type HostName = (typeof hostNames)[number];

export const storageNames = ['pglite', 'postgres', 'supabase', 'memory'] as const;
export type StorageName = (typeof storageNames)[number];

export interface InitArguments {
  /** Null leaves it to package.json. */
  readonly host: HostName | null;
  readonly storage: StorageName;
  readonly dryRun: boolean;
  readonly json: boolean;
}

export const initHelp = `promptforge init [options]

Puts PromptForge into the application of this folder: Express 4 or 5, Next 15.5 or 16 (App Router), or
Hono 4, in TypeScript or JavaScript. It writes the forge, its routes below /api, and the variables they
take; it installs nothing, and prints the one command that does, and what is left to do.

A file that is there is never changed: it is named, with what you can add to it yourself. Lines that
.env.example, .env.local and .gitignore lack are added at their end. All of it is written, or nothing.

  --host NAME          express, next or hono, default: the one that package.json names
  --storage NAME       pglite, postgres, supabase or memory, default: pglite
  --dry-run            tell what would be written, and write nothing
  --json               print one JSON document and nothing else
  --help               this text

Exit code: 0 when it was written or is there already, 1 when it failed and all is as it was, 2 for
wrong arguments, or where the host is unclear, 130 after Ctrl-C.`;

export const wrongInit = wrongWords('init');

/**
 * Null when the help was asked for.
 * @throws PromptForgeError `request_invalid`
 */
export function parseInitArguments(words: readonly string[]): InitArguments | null {
  const values = commandFlags('init', words, {
    host: { type: 'string' },
    storage: { type: 'string' },
    'dry-run': { type: 'boolean' },
    json: { type: 'boolean' },
  });
  if (values.help === true) return null;
  return {
    host: values.host === undefined ? null : oneOf(hostNames, values.host, '--host', wrongInit),
    storage: oneOf(storageNames, values.storage ?? 'pglite', '--storage', wrongInit),
    dryRun: values['dry-run'] === true,
    json: values.json === true,
  };
}
