import { runCommand } from './run-command.mjs';

/** Runs npm, which takes from its cache what is there, and for which Node is of no matter. */
export async function npm(words, cwd) {
  const quiet = [
    '--prefer-offline',
    '--no-audit',
    '--no-fund',
    '--ignore-scripts',
    '--engine-strict=false',
    '--loglevel=error',
  ];
  const { passed, printed } = await runCommand('npm', [...words, ...quiet], { cwd });
  if (!passed) throw new Error(`npm ${words.join(' ')} failed:\n${printed}`);
  return printed;
}
