import { arch, platform } from 'node:os';
import { table } from './table.mjs';

/** A known limit is one as long as it fails the way it is known to. */
function result({ passed, isLimit = false }) {
  if (!passed) return 'failed';
  return isLimit ? 'known limit' : 'passed';
}

/** The page of the documentation that tells what was tried, on what and when. */
export function page(rows, { version, date }) {
  const of = (kind) => rows.filter((row) => row.of === kind);
  const failed = rows.filter(({ passed }) => !passed).length;
  return `# Where it works

\`npm run evidence -- matrix\` writes this page. It packs PromptForge as it would be published, installs it in projects that are otherwise empty, and tries each combination below. Last on ${date} with PromptForge ${version}, on ${platform()} ${arch()}: ${rows.length - failed} passed, ${failed} failed.

## Subpaths

In a project with none of the optional packages. Only \`promptforge/opentelemetry\` cannot be loaded without its package. Storages and billing load, and ask for their package when they first need it. Hosts never load their framework, and \`supabaseStorage()\` is given a client.

${table(
  ['import', 'by', 'result', 'notes'],
  of('subpath').map((row) => [row.what, row.versions, result(row), row.detail]),
)}

## Node

A program makes a forge with rules for an engine, opens a session, optimizes a prompt, reads its analytics and closes the forge. It runs as an ES module and as CommonJS, on memory and on PGlite. \`require()\` needs a Node that can require ES modules, since some of what PromptForge is made of comes as nothing else: Node 21, and 22 before 22.12, cannot.

${table(
  ['version', 'program', 'result', 'notes'],
  of('node').map((row) => [row.what, row.versions, result(row), row.detail]),
)}

## TypeScript

One file imports from every subpath. It is compiled with \`strict\`, \`exactOptionalPropertyTypes\` and \`skipLibCheck: false\`, so that every declaration is read. The only types beside it are \`@types/node\`, which \`promptforge/express\` and \`promptforge/node\` need; all other subpaths do with \`"lib": ["ES2022", "DOM", "DOM.Iterable"]\`. No types of an optional package are needed.

${table(
  ['version', '`moduleResolution`', 'result'],
  of('types').map((row) => [row.what, row.versions, result(row)]),
)}

## Packages

The oldest and the newest version of what \`package.json\` allows, on Node 24. \`openai\` 7 and \`supabase-js\` from 2.110 ask for Node 22 or newer: on Node 20 npm installs \`openai\` 6 and \`supabase-js\` 2.109. Servers are stand-ins on the same machine. OpenAI's and that of a Supabase project are those of the tests; where OpenAI's published description is at hand, every message is held to it. Behind \`pg\` is PGlite over a socket. Next 15.5 and 16 are built and run by the tests of the examples, Postgres itself and Stripe by the tests of this repository.

${table(
  ['package', 'version', 'what is tried', 'result'],
  of('package').map((row) => [row.what, row.versions, row.detail, result(row)]),
)}
`;
}
