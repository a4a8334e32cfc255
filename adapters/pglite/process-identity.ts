import { readFileSync } from 'node:fs';

/**
 * What tells a process from a later one with the same number: on Linux the moment it was
 * started, in ticks since boot. Null for a process that does not run, or is not known of.
 */
export function processStart(pid: number): string | null {
  try {
    // The second field is the name in brackets, which may itself hold spaces and brackets.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  } catch {
    return null;
  }
}

/** Whether a process with this number runs on this machine, whoever owns it. */
export function processIsAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
