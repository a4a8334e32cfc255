import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { project, versionIn } from './project.mjs';
import { runCommand } from './run-command.mjs';

const lines = ['5.5', '5.6', '5.7', '5.8', '5.9', '6.0', '7.0'];
const resolutions = [
  { resolution: 'bundler', module: 'esnext', files: ['consumer.ts'] },
  { resolution: 'node16', module: 'node16', files: ['consumer.mts', 'consumer.cts'] },
  { resolution: 'nodenext', module: 'nodenext', files: ['consumer.mts', 'consumer.cts'] },
];
const strictest = [
  '--strict',
  '--exactOptionalPropertyTypes',
  '--skipLibCheck',
  'false',
  '--target',
  'es2022',
  '--noEmit',
];

/** Compiles a consumer of every subpath with each line of TypeScript, by each way to find modules. */
export async function* linesOfTypescript(folder, tarball, { only = lines } = {}) {
  const compilers = only.map((line) => `typescript-${line}@npm:typescript@~${line}.0`);
  const consumer = await project(join(folder, 'compiled'), [tarball, '@types/node@20', ...compilers]);
  for (const extension of ['mts', 'cts'])
    await cp(join(consumer, 'consumer.ts'), join(consumer, `consumer.${extension}`));
  for (const line of only) {
    const version = await versionIn(consumer, `typescript-${line}`);
    for (const { resolution, module, files } of resolutions) {
      const words = ['--module', module, '--moduleResolution', resolution, '--types', 'node', ...strictest, ...files];
      const { passed, printed } = await compile(consumer, line, words);
      const kinds = files.length === 1 ? '' : ', ES modules and CommonJS';
      yield {
        of: 'types',
        what: `TypeScript ${version}`,
        versions: `\`${resolution}\`${kinds}`,
        passed,
        detail: '',
        printed,
      };
    }
  }
}

/** No file but the named ones is read, and no configuration. */
function compile(consumer, line, words) {
  const compiler = join('node_modules', `typescript-${line}`, 'bin', 'tsc');
  return runCommand(process.execPath, [compiler, ...words], { cwd: consumer });
}
