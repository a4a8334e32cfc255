import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';
import {
  externalPackagesLine,
  nextConfigCode,
  nextForgeCode,
  nextInstrumentationCode,
  nextProxyCode,
  nextRouteCode,
} from './next-code.js';
import type { WantedFile } from './planned-file.js';
import type { StorageCode } from './storage-code.js';
import type { Syntax } from './syntax.js';
import type { Version } from './version-of.js';

/** The files of an application of Next. Without a version it is the latest. */
export function nextFiles(
  folder: string,
  version: Version | null,
  storage: StorageCode,
  syntax: Syntax,
): readonly WantedFile[] {
  const base = sourceFolder(folder);
  const file = (stem: string, text: string, others: readonly string[] = []): WantedFile => ({
    path: posix.join(base, `${stem}.${syntax.language}`),
    text,
    rivals: [...[stem, ...others].flatMap((name) => sourcesOf(posix.join(base, name)))],
  });
  const route = file('app/api/[...promptforge]/route', nextRouteCode);
  const isOld = version !== null && version.major < 16;
  const config = nextConfigCode(storage);
  return [
    file('lib/forge', nextForgeCode(storage, syntax)),
    { ...route, rivals: [...(route.rivals ?? []), ...otherCatchAlls(folder, posix.join(base, 'app/api'))] },
    file('instrumentation', nextInstrumentationCode),
    // Next 16 takes one of the two, and none when both are there.
    isOld ? file('middleware', nextProxyCode('middleware')) : file('proxy', nextProxyCode('proxy'), ['middleware']),
    {
      path: 'next.config.mjs',
      text: config,
      rivals: sourcesOf('next.config'),
      addition: externalPackagesLine(storage),
      suffices: (text) => /serverExternalPackages[\s\S]*['"]promptforge['"]/.test(text),
    },
  ];
}

/** Next takes `src` only where that holds the pages. */
function sourceFolder(folder: string): string {
  const holds = (place: string) => ['app', 'pages'].some((name) => existsSync(join(folder, place, name)));
  return !holds('.') && (holds('src') || existsSync(join(folder, 'src'))) ? 'src' : '.';
}

function sourcesOf(stem: string): readonly string[] {
  return ['ts', 'tsx', 'mts', 'js', 'jsx', 'mjs', 'cjs'].map((ending) => `${stem}.${ending}`);
}

/** Next takes one of them at a place. */
function otherCatchAlls(folder: string, place: string): readonly string[] {
  if (!statSync(join(folder, place), { throwIfNoEntry: false })?.isDirectory()) return [];
  return readdirSync(join(folder, place))
    .filter((name) => /^\[\[?\.\.\./.test(name) && name !== '[...promptforge]')
    .map((name) => posix.join(place, name));
}
