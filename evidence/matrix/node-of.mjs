import { join } from 'node:path';
import { npm } from './npm.mjs';
import { runCommand } from './run-command.mjs';

/** Node itself is in a package for each platform, which needs no install script. */
export async function nodeOf(line, folder) {
  const name = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
  const place = join(folder, `node-${line}`);
  await npm(['install', '--prefix', place, `${name}@${line}`], folder);
  const node = join(place, 'node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  const { printed } = await runCommand(node, ['--version']);
  return { node, version: printed.replace(/^v/, '') };
}
