import { join } from 'node:path';
import { nodeOf } from './node-of.mjs';
import { project } from './project.mjs';
import { runCommand } from './run-command.mjs';

/** The oldest that `engines` lets in, the newest of each line, and what it leaves out: the last before 22.12. */
const lines = ['20.19.0', '20', '22.12.0', '22', '24', '26'];
const left = '22.11.0';

/** Runs a forge from setup to close on each version of Node, as an ES module and as CommonJS. */
export async function* versionsOfNode(folder, tarball) {
  const consumer = await project(join(folder, 'on-nodes'), [tarball, '@electric-sql/pglite']);
  for (const line of lines) {
    const { node, version } = await nodeOf(line, folder);
    for (const storage of ['memory', 'pglite']) {
      for (const [how, program] of [
        ['ES modules', 'life-by-import.mjs'],
        ['CommonJS', 'life-by-require.cjs'],
      ]) {
        const { passed, printed } = await runCommand(node, [program, storage], { cwd: consumer });
        yield { of: 'node', what: `Node ${version}`, versions: `${how}, ${storage}`, passed, detail: '', printed };
      }
    }
  }
  const { node, version } = await nodeOf(left, folder);
  const { passed, printed } = await runCommand(node, ['load.cjs', 'promptforge'], { cwd: consumer });
  yield {
    of: 'node',
    what: `Node ${version}`,
    versions: 'CommonJS',
    passed: !passed && printed.includes('ERR_REQUIRE_ESM'),
    isLimit: true,
    detail: 'it cannot `require()` ES modules, and `engines` leaves it out',
    printed,
  };
}
