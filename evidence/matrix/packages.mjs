import { join } from 'node:path';
import { bundleServer } from './bundle-server.mjs';
import { nodeOf } from './node-of.mjs';
import { project, versionIn } from './project.mjs';
import { runCommand } from './run-command.mjs';

/** PGlite as a server is made for one version of it alone, which `pg` does not mind. */
const postgresOverPglite = ['@electric-sql/pglite-socket@0.2.17', '@electric-sql/pglite@0.5.14', '--legacy-peer-deps'];

/** The oldest and the newest version of what `package.json` says that PromptForge works with. */
const packages = [
  {
    name: 'openai',
    ranges: ['6.49.0', '7'],
    server: 'scripted-openai',
    programs: [
      ['a run by the Responses API', 'life-on-openai.mjs', 'responses'],
      ['a run by Chat Completions', 'life-on-openai.mjs', 'chat'],
    ],
  },
  {
    name: '@supabase/supabase-js',
    ranges: ['2.49.0', '2.109.0', '2.119.1'],
    beside: ['@electric-sql/pglite'],
    server: 'supabase-project',
    programs: [['a run kept over the API of a project', 'life-on-supabase.mjs']],
  },
  {
    name: 'pg',
    ranges: ['8.12.0', '8'],
    beside: postgresOverPglite,
    programs: [['a run kept over a socket', 'life-on-postgres.mjs']],
  },
  {
    name: '@electric-sql/pglite',
    ranges: ['0.5.16', '0.5'],
    programs: [['a run kept in memory', 'life-by-import.mjs', 'pglite']],
  },
  {
    name: 'express',
    ranges: ['4.19.0', '4', '5.0.0', '5'],
    programs: [['the routes, and a guard', 'host-express.mjs']],
  },
  { name: 'hono', ranges: ['4.0.0', '4'], programs: [['the routes, and a guard', 'host-hono.mjs']] },
  {
    name: '@opentelemetry/api',
    ranges: ['1.3.0', '1'],
    programs: [['a run that is watched', 'life-with-telemetry.mjs']],
  },
  { name: 'stripe', ranges: ['23.1.0'], programs: [['webhooks it has signed', 'webhook-of-stripe.mjs']] },
];

/** Runs programs on the oldest and the newest version of each package, or of the one named, by a Node that all of them support. */
export async function* versionsOfPackages(folder, tarball, only = null) {
  const { node } = await nodeOf('24', folder);
  if (only !== null && !packages.some(({ name }) => name === only)) throw new Error(`No package ${only} is tried.`);
  for (const { name, ranges, beside = [], server, programs } of packages) {
    if (only !== null && name !== only) continue;
    for (const range of ranges) {
      const place = join(folder, `${name.replaceAll(/\W/g, '-')}-${range}`);
      await project(place, [tarball, `${name}@${range}`, ...beside]);
      if (server !== undefined) await bundleServer(server, place);
      const version = await versionIn(place, name);
      for (const [detail, ...words] of programs) {
        const { passed, printed } = await runCommand(node, words, { cwd: place, env: corpora });
        yield { of: 'package', what: `\`${name}\``, versions: version, passed, detail, printed };
      }
    }
  }
}

/** The published descriptions that the servers of the tests are held to, where they are at hand. */
const corpora = {
  PROMPTFORGE_CORPORA: process.env.PROMPTFORGE_CORPORA ?? join(import.meta.dirname, '../../../shared/corpora'),
};
