import { setTimeout as pause } from 'node:timers/promises';

/** Waits until something is true, asking often. @throws Error after a minute. */
export async function until(what: string, isTrue: () => boolean | Promise<boolean>): Promise<void> {
  for (const deadline = Date.now() + 60_000; !(await isTrue()); await pause(10)) {
    if (Date.now() > deadline) throw new Error(`It did not come true within a minute: ${what}.`);
  }
}
