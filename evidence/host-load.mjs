import { spawnSync } from 'node:child_process';
import { longForm } from './long-form.mjs';

/** Puts load on every host, one after the other. Next gets the packed library, which is built before. */
export async function hostLoad([requests = '10000', atOnce = '100']) {
  const { status } = spawnSync('npm', ['run', '--silent', 'build'], { stdio: 'inherit' });
  const load = longForm('hosts/host-load.test.ts', { rounds: atOnce, size: requests });
  return status === 0 && load([]);
}
