import { spawn } from 'node:child_process';

/**
 * Reads process ids, a line each; the last one is the process to stop. The pipe closes when
 * whoever holds the other end is gone, however it ended.
 */
const script = `
while read -r line; do pid=$line; done
if [ -n "$pid" ]; then
  kill -QUIT "$pid" 2>/dev/null
  turns=0
  while [ $turns -lt 300 ] && kill -0 "$pid" 2>/dev/null; do
    turns=$((turns + 1))
    if [ $turns -eq 200 ]; then kill -KILL "$pid" 2>/dev/null; fi
    sleep 0.05
  done
fi
rm -rf "$1" || { sleep 1; rm -rf "$1"; }
`;

/** A small process that outlives this one, to stop the server and remove its folder. */
export interface Guardian {
  /** Names the process to stop; null when there is none any more. */
  watch(pid: number | null): void;
  /** Has it do its work now; resolves when all is gone. */
  dismiss(): Promise<void>;
}

export function startGuardian(folder: string): Guardian {
  // In a group of its own, so that an interrupt from the keyboard does not reach it.
  const child = spawn('sh', ['-c', script, 'guardian', folder], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.stdin.on('error', () => {});
  child.unref();
  // A pipe is a socket, which keeps the process running unless it is told not to.
  if ('unref' in child.stdin && typeof child.stdin.unref === 'function') child.stdin.unref();
  return {
    watch: (pid) => child.stdin.write(`${pid ?? ''}\n`),
    async dismiss() {
      child.ref();
      child.stdin.end();
      await gone;
    },
  };
}
