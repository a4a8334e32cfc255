import { existsSync } from 'node:fs';
import { join, posix } from 'node:path';
import type { Manifest } from './read-manifest.js';
import { textOf } from './text-of.js';

/** The file that makes the application of Express or Hono. */
export interface ServerFile {
  /** Below the folder of the application, with slashes. */
  readonly path: string;
  readonly text: string;
}

const names = ['server', 'index', 'app', 'main'];
const endings = ['ts', 'mts', 'js', 'mjs', 'cjs', 'tsx'];

/** Looks where such files usually are; null where none makes an application. */
export function serverFileOf(folder: string, host: 'express' | 'hono', { main }: Manifest): ServerFile | null {
  const usual = ['src', '.'].flatMap((place) =>
    names.flatMap((name) => endings.map((ending) => posix.join(place, `${name}.${ending}`))),
  );
  const makes = host === 'express' ? /\bexpress\s*\(/ : /\bnew\s+(?:Hono|OpenAPIHono)\b/;
  for (const path of main === null ? usual : [posix.normalize(main), ...usual]) {
    // What is built is made again, and no place to write to.
    if (/(?:^|\/)(?:dist|build|out|node_modules)\/|^\.\./.test(path)) continue;
    const text = textOf(join(folder, path));
    if (text !== null && makes.test(text)) return { path, text };
  }
  return null;
}

/** Where modules of the application lie: beside its server, in `src` if there is one, or in the folder itself. */
export function moduleFolder(folder: string, server: ServerFile | null): string {
  if (server !== null) return posix.dirname(server.path);
  return existsSync(join(folder, 'src')) ? 'src' : '.';
}
