import { join } from 'node:path';
import { npm } from './npm.mjs';
import { runCommand } from './run-command.mjs';

/**
 * Builds the library and packs it once; answers the path of what npm would publish. Continuous
 * integration has built it already.
 */
export async function packed(folder) {
  if (process.env.CI !== 'true') {
    const { passed, printed } = await runCommand('npm', ['run', '--silent', 'build']);
    if (!passed) throw new Error(`The build failed:\n${printed}`);
  }
  const name = await npm(['pack', '--silent', '--pack-destination', folder]);
  return join(folder, name.split('\n').at(-1));
}
