import { createInterface } from 'node:readline';
import type { Storage } from '../../src/storage.js';

const input = createInterface({ input: process.stdin });
// Whoever started this process has gone.
input.once('close', () => process.exit());

/** Sets a storage up, says that it is ready, and waits for the others. */
export async function beginTogether(storage: Storage): Promise<void> {
  const begun = new Promise((resolve) => input.once('line', resolve));
  await storage.setup();
  console.log('ready');
  await begun;
}
