import { readdirSync, readFileSync } from 'node:fs';

/**
 * Stops a server in the middle of whatever it does, with everything that serves a connection: it takes
 * what it is sent and answers nothing, as behind a network that swallows packets. Linux alone.
 * @returns how to let it go on.
 */
export function hangServer(pid: number): () => void {
  // The main process first: it starts no others any more.
  process.kill(pid, 'SIGSTOP');
  const stopped = childrenOf(pid);
  for (const child of stopped) trySignal(child, 'SIGSTOP');
  return () => {
    for (const child of stopped) trySignal(child, 'SIGCONT');
    trySignal(pid, 'SIGCONT');
  };
}

function childrenOf(pid: number): readonly number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && parentOf(name) === pid)
    .map(Number);
}

/** The fourth field; the second is a name in parentheses, with anything in it. */
function parentOf(name: string): number {
  try {
    const status = readFileSync(`/proc/${name}/stat`, 'utf8');
    return Number(status.slice(status.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    // It has just ended.
    return 0;
  }
}

function trySignal(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It has just ended.
  }
}
