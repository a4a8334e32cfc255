import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cpus, loadavg, release, totalmem, type } from 'node:os';
import { dirname, join } from 'node:path';

const require = createRequire(import.meta.url);

/** What was measured on, and with which versions: without it a figure says nothing. */
export function machineLines(packages: readonly string[], more: Readonly<Record<string, string>> = {}): string {
  const processors = cpus();
  const facts = {
    date: new Date().toISOString().slice(0, 10),
    processors: `${processors.length} x ${processors[0]?.model.trim() ?? 'unknown'}`,
    memory: `${Math.round(totalmem() / 2 ** 30)} GB`,
    'load before': loadavg()[0]?.toFixed(2) ?? 'unknown',
    system: `${type()} ${release()}`,
    node: process.versions.node,
    packages: packages.map((name) => `${name} ${versionOf(name)}`).join(', '),
    ...more,
  };
  return Object.entries(facts)
    .map(([name, fact]) => `- ${name}: ${fact}\n`)
    .join('');
}

/** Read beside the code of the package: not every package lets its manifest be imported. */
function versionOf(name: string): string {
  for (let folder = dirname(require.resolve(name)); folder !== dirname(folder); folder = dirname(folder)) {
    const file = join(folder, 'package.json');
    if (!existsSync(file)) continue;
    const manifest: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (typeof manifest !== 'object' || manifest === null) continue;
    if ('name' in manifest && manifest.name === name && 'version' in manifest) return String(manifest.version);
  }
  throw new Error(`The version of ${name} is not known.`);
}
