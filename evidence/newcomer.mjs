import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Clones the committed state, and runs what the README tells a newcomer to run. */
export async function newcomer() {
  const folder = await mkdtemp(join(tmpdir(), 'promptforge-newcomer-'));
  const clone = join(folder, 'clone');
  const environment = { ...process.env, npm_config_cache: join(folder, 'npm-cache'), NO_COLOR: '1' };
  delete environment.OPENAI_API_KEY;
  delete environment.OPENAI_BASE_URL;
  const commands = [
    ['git clone', `git clone --quiet "${process.cwd()}" "${clone}"`, folder],
    ['main job', 'npm ci && npm run demo', clone],
    ['main job again: the first run is in its history', 'npm run --silent demo | grep -A1 History | grep rules', clone],
    ['tests', 'npm ci && npm test', clone],
  ];
  const rows = [];
  try {
    for (const [name, command, cwd] of commands) {
      const began = performance.now();
      const code = await shell(command, cwd, environment);
      rows.push({ command: name, seconds: Number(((performance.now() - began) / 1000).toFixed(1)), 'exit code': code });
      if (code !== 0) break;
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  console.table(rows);
  return rows.length === commands.length && rows.every((row) => row['exit code'] === 0);
}

function shell(command, cwd, env) {
  return new Promise((resolve) => {
    spawn('bash', ['-c', `set -o pipefail; ${command}`], { cwd, env, stdio: 'inherit' }).once('exit', resolve);
  });
}
