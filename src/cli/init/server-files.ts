import { existsSync } from 'node:fs';
import { join, posix } from 'node:path';
import { PromptForgeError } from '../../index.js';
import type { WantedFile } from './planned-file.js';
import type { Manifest } from './read-manifest.js';
import { endLine, serverCode, serverHosts } from './server-code.js';
import { moduleFolder, type ServerFile, serverFileOf } from './server-file.js';
import type { StorageCode } from './storage-code.js';
import { importLines, type Syntax } from './syntax.js';

/** The files of an application of Express or Hono, and what its server has to say. */
export interface ServerPlan {
  readonly syntax: Syntax;
  readonly wanted: readonly WantedFile[];
  readonly server: {
    /** Where the lines go; null where no server was found. */
    readonly path: string | null;
    /** An import, and the routes. */
    readonly lines: readonly string[];
    /** Goes behind the call that listens, whose answer it takes. */
    readonly end: string;
    /** How that call is named. */
    readonly listen: string;
    /** Whether it imports the routes already. */
    readonly isMounted: boolean;
  };
}

/** @throws PromptForgeError `config_invalid` where no process of Node stays. */
export function serverFiles(
  host: keyof typeof serverHosts,
  folder: string,
  manifest: Manifest,
  storage: StorageCode,
): ServerPlan {
  if (['wrangler.toml', 'wrangler.json', 'wrangler.jsonc'].some((name) => existsSync(join(folder, name)))) {
    throw new PromptForgeError(
      'config_invalid',
      'This is an application of Workers, which begin anew with each request: what init writes is for a process of ' +
        'Node that stays, and nothing was written. See docs/hosts.md for mounting the handler by hand.',
    );
  }
  const server = serverFileOf(folder, host, manifest);
  const syntax = syntaxOf(folder, server, manifest);
  const stem = posix.join(moduleFolder(folder, server), 'promptforge');
  const ending = /\.([cm]js)$/.exec(server?.path ?? '')?.[1] ?? syntax.language;
  const from = `./promptforge${endingIn(server, syntax, ending, manifest)}`;
  return {
    syntax,
    wanted: [
      {
        path: `${stem}.${ending}`,
        text: serverCode(host, storage, syntax),
        rivals: ['ts', 'js', 'mjs', 'cjs'].map((other) => `${stem}.${other}`),
      },
    ],
    server: {
      path: server?.path ?? null,
      lines: [
        ...importLines(
          [
            ['endWith', from],
            ['promptforge', from],
          ],
          syntax,
        ),
        serverHosts[host].mount,
      ],
      end: endLine,
      listen: serverHosts[host].listen,
      isMounted: /['"]\.\/promptforge(\.[cm]?[jt]s)?['"]/.test(server?.text ?? ''),
    },
  };
}

function syntaxOf(folder: string, server: ServerFile | null, { isModule }: Manifest): Syntax {
  const isTypescript = server === null ? existsSync(join(folder, 'tsconfig.json')) : /\.m?tsx?$/.test(server.path);
  if (isTypescript) return { language: 'ts', modules: 'esm' };
  const path = server?.path ?? '';
  if (path.endsWith('.cjs')) return { language: 'js', modules: 'commonjs' };
  // Compilers and bundlers take an import whatever package.json says.
  const isEsm = isModule || path.endsWith('.mjs') || /^\s*import[\s{'"]/m.test(server?.text ?? '');
  return { language: 'js', modules: isEsm ? 'esm' : 'commonjs' };
}

/** How the server names its other modules, or else how Node and compilers take them. */
function endingIn(server: ServerFile | null, { language }: Syntax, ending: string, { isModule }: Manifest): string {
  const named = /\bfrom\s+['"]\.{1,2}\/[^'"\n]*?(\.[cm]?[jt]s)?['"]/.exec(server?.text ?? '');
  if (named !== null && language === 'ts') return named[1] ?? '';
  if (language === 'js') return `.${ending}`;
  return isModule ? '.js' : '';
}
