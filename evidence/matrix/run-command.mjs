import { execFile } from 'node:child_process';

/** Runs a program; answers whether it succeeded, and all it printed. It is ended after ten minutes. */
export function runCommand(program, words, { cwd, env = {} } = {}) {
  const options = { cwd, env: { ...process.env, ...env }, timeout: 600_000, maxBuffer: 2 ** 26 };
  return new Promise((resolve) => {
    execFile(program, words, options, (error, stdout, stderr) => {
      resolve({ passed: error === null, printed: `${stdout}${stderr}`.trim() });
    });
  });
}
