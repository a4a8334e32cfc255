import { spawnSync } from 'node:child_process';

/** Follows the quick start from an empty folder, with the packed library and nothing in npm's cache, and tells the waits. */
export async function firstPrompt() {
  const env = { ...process.env, PROMPTFORGE_EVIDENCE_SIZE: '1' };
  const test = ['vitest', 'run', '--project', 'examples', 'test/examples/quick-start.test.ts'];
  const build = spawnSync('npm', ['run', '--silent', 'build'], { stdio: 'inherit' });
  if (build.status !== 0) return false;
  return spawnSync('npx', [...test, '--disable-console-intercept'], { stdio: 'inherit', env }).status === 0;
}
