import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import manifest from '../package.json' with { type: 'json' };
import { linesOfTypescript } from './matrix/compilers.mjs';
import { versionsOfNode } from './matrix/nodes.mjs';
import { versionsOfPackages } from './matrix/packages.mjs';
import { packed } from './matrix/packed.mjs';
import { page } from './matrix/page.mjs';
import { subpathsWithoutPeers } from './matrix/subpaths.mjs';

const parts = {
  subpaths: subpathsWithoutPeers,
  packages: versionsOfPackages,
  node: versionsOfNode,
  typescript: linesOfTypescript,
};

/**
 * Tries the packed package wherever it says that it works, or only the parts that are named, and writes
 * the page. `packages:stripe` is one package of a part.
 */
export async function matrix(names) {
  const folder = await mkdtemp(join(tmpdir(), 'promptforge-matrix-'));
  const rows = [];
  try {
    const tarball = await packed(folder);
    for (const name of names.length === 0 ? Object.keys(parts) : names) {
      const [part, only = null] = name.split(':');
      for await (const row of parts[part](folder, tarball, only)) {
        rows.push(row);
        console.log(`${row.passed ? 'passed' : 'FAILED'}  ${row.what}, ${row.versions}: ${row.detail}`);
        if (!row.passed) console.log(row.printed);
      }
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  const text = page(rows, { version: manifest.version, date: new Date().toISOString().slice(0, 10) });
  console.log(`\n${text}`);
  if (names.length === 0) await writeFile(join(import.meta.dirname, '../docs/compatibility.md'), text);
  return rows.every(({ passed }) => passed);
}
