import { existsSync } from 'node:fs';
import { join } from 'node:path';
import packageOfOurs from '../../../package.json' with { type: 'json' };
import { type Host, hostOf } from './host-of.js';
import type { InitArguments } from './init-arguments.js';
import { nextFiles } from './next-files.js';
import { installCommand, packageManagerOf } from './package-manager.js';
import { planEnvironment } from './plan-environment.js';
import { planFile } from './plan-file.js';
import type { PlannedFile } from './planned-file.js';
import { type Manifest, readManifest } from './read-manifest.js';
import { type ServerPlan, serverFiles } from './server-files.js';
import { type StorageCode, storageCodes } from './storage-code.js';
import type { Syntax } from './syntax.js';

/** All that `promptforge init` is going to do, and what it leaves to its user. */
export interface InitPlan {
  readonly host: Host;
  readonly syntax: Syntax;
  readonly storage: StorageCode;
  readonly files: readonly PlannedFile[];
  /** Null when all is installed. */
  readonly install: string | null;
  /** Null for Next, which finds its files by their names. */
  readonly server: ServerPlan['server'] | null;
}

/**
 * Looks at an application, and changes nothing.
 * @throws PromptForgeError `request_invalid`, `config_invalid`
 */
export function planInit(folder: string, options: Pick<InitArguments, 'host' | 'storage'>): InitPlan {
  const manifest = readManifest(folder);
  const host = hostOf(options.host, folder, manifest);
  const storage = storageCodes[options.storage];
  const install = installCommand(packageManagerOf(folder), missingPackages(host, storage, manifest));
  const plan = { host, storage, install };
  if (host.name === 'next') {
    const language = existsSync(join(folder, 'tsconfig.json')) ? 'ts' : 'js';
    const syntax: Syntax = { language, modules: 'esm' };
    const wanted = nextFiles(folder, host.version, storage, syntax);
    return { ...plan, syntax, files: planned(folder, wanted, storage), server: null };
  }
  const { syntax, wanted, server } = serverFiles(host.name, folder, manifest, storage);
  return { ...plan, syntax, files: planned(folder, wanted, storage), server };
}

function planned(folder: string, wanted: ServerPlan['wanted'], storage: StorageCode): readonly PlannedFile[] {
  return [...wanted.map((file) => planFile(folder, file)), ...planEnvironment(folder, storage)];
}

function missingPackages({ name }: Host, { peer }: StorageCode, { dependencies }: Manifest): readonly string[] {
  const wanted = ['promptforge', ...(peer === null ? [] : [peer]), name];
  return wanted.filter((one) => !Object.hasOwn(dependencies, one)).map((one) => (one === peer ? withRange(peer) : one));
}

/** Without a caret, of which shells make something of their own. */
function withRange(name: NonNullable<StorageCode['peer']>): string {
  const [range] = /(?:0\.)?\d+/.exec(packageOfOurs.peerDependencies[name]) ?? [];
  return `${name}@${range}`;
}
