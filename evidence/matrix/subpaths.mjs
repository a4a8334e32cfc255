import { join } from 'node:path';
import manifest from '../../package.json' with { type: 'json' };
import { project } from './project.mjs';
import { runCommand } from './run-command.mjs';

const subpaths = Object.keys(manifest.exports).filter((name) => name !== './package.json');

/** What cannot be loaded without a package. All else loads without any. */
const needed = { './opentelemetry': '@opentelemetry/api' };
/** What loads without its package, and asks for it when it is first used. */
const askedFor = {
  './adapters/pglite': '@electric-sql/pglite',
  './adapters/postgres': 'pg',
  './stripe': 'stripe',
};
/** What gets an object of the host's from its package, and never loads the package itself. */
const given = {
  './adapters/supabase': '@supabase/supabase-js',
  './express': 'express',
  './hono': 'hono',
  './next': 'next',
};

/** Loads each subpath of the packed package in a project without any optional peer, by import and by require. */
export async function* subpathsWithoutPeers(folder, tarball) {
  const consumer = await project(join(folder, 'without-peers'), [tarball]);
  const node = (program, ...words) => runCommand(process.execPath, [program, ...words], { cwd: consumer });
  for (const subpath of subpaths) {
    const name = manifest.name + subpath.slice(1);
    for (const [how, program] of [
      ['import', 'load.mjs'],
      ['require', 'load.cjs'],
    ]) {
      const { passed, printed } = await node(program, name);
      const missing = needed[subpath];
      yield {
        of: 'subpath',
        what: `\`${name}\``,
        versions: `\`${how}()\``,
        passed: missing === undefined ? passed : !passed && printed.includes(`'${missing}'`),
        detail: detailOf(subpath),
        printed,
      };
    }
    const asked = askedFor[subpath];
    if (asked === undefined) continue;
    const { passed, printed } = await node('ask-for-peer.mjs', name, `npm install ${asked}`);
    yield {
      of: 'subpath',
      what: `\`${name}\``,
      versions: 'first use',
      passed,
      detail: `says \`npm install ${asked}\``,
      printed,
    };
  }
  const { passed, printed } = await node(
    join('node_modules', manifest.name, 'dist/cli.js'),
    'demo',
    '--memory',
    '--json',
  );
  yield {
    of: 'subpath',
    what: '`npx promptforge demo`',
    versions: '`--memory`',
    passed,
    detail: 'needs no peer',
    printed,
  };
}

function detailOf(subpath) {
  if (subpath in needed) return `needs \`${needed[subpath]}\`, and says so`;
  if (subpath in askedFor) return `loads without \`${askedFor[subpath]}\``;
  if (subpath in given) return `never loads \`${given[subpath]}\``;
  return 'needs no peer';
}
