import { PromptForgeError } from '../../index.js';
import { type HostName, hostNames, wrongInit } from './init-arguments.js';
import type { Manifest } from './read-manifest.js';
import { type Version, versionOf } from './version-of.js';

/** The oldest version of each that the peer dependencies of the package take. */
const oldest = {
  express: { major: 4, minor: 19 },
  next: { major: 15, minor: 5 },
  hono: { major: 4, minor: 0 },
} as const satisfies Readonly<Record<HostName, Version>>;

export interface Host {
  readonly name: HostName;
  /** Null when nothing tells it. */
  readonly version: Version | null;
}

/**
 * The host that was asked for, or else the one that package.json names.
 * @throws PromptForgeError `request_invalid` when it names none or several; `config_invalid` when it is too old.
 */
export function hostOf(asked: HostName | null, folder: string, manifest: Manifest): Host {
  const name = asked ?? namedBy(manifest);
  const version = versionOf(name, folder, manifest);
  if (version !== null && isBefore(version, oldest[name])) {
    const { major, minor } = oldest[name];
    const problem = `PromptForge takes ${name} from ${major}.${minor} on, and nothing was written.`;
    throw new PromptForgeError('config_invalid', `${problem} Bring ${name} up to date first.`);
  }
  return { name, version };
}

function namedBy({ dependencies }: Manifest): HostName {
  const found = hostNames.filter((name) => Object.hasOwn(dependencies, name));
  const [name] = found;
  if (name !== undefined && found.length === 1) return name;
  const what = found.length === 0 ? `none of ${hostNames.join(', ')}` : found.join(' and ');
  throw wrongInit(`package.json names ${what}. Say which it is: --host NAME.`);
}

function isBefore({ major, minor }: Version, first: { readonly major: number; readonly minor: number }): boolean {
  return major < first.major || (major === first.major && minor !== null && minor < first.minor);
}
