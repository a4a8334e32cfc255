import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** Another process that works on the same storage. It ends by itself when this one is gone. */
export interface WorkerProcess {
  /** Lets it go on from where it waits for everybody. */
  begin(): void;
  /** Tells it something, in a line. */
  say(line: string): void;
  /** Kills it without a chance to clean up. */
  kill(): void;
  /** Lets it do nothing for as long as one likes, without its knowing. */
  halt(): void;
  wake(): void;
  /** The exit code, or the name of the signal that ended it. */
  readonly ended: Promise<number | string | null>;
}

/** Starts a built program with a task. @param onLine gets each line that it prints. */
export function startWorker(path: string, task: object, onLine: (line: string) => void): WorkerProcess {
  const child = spawn(process.execPath, [path, JSON.stringify(task)], { stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.on('error', () => {});
  const lines = createInterface({ input: child.stdout });
  lines.on('line', onLine);
  const read = new Promise((resolve) => lines.once('close', resolve));
  const gone = new Promise<number | string | null>((resolve) => {
    child.once('exit', (code, signal) => resolve(code ?? signal));
  });
  return {
    begin: () => child.stdin.write('begin\n'),
    say: (line) => child.stdin.write(`${line}\n`),
    kill: () => child.kill('SIGKILL'),
    halt: () => child.kill('SIGSTOP'),
    wake: () => child.kill('SIGCONT'),
    // What it printed last is read, too.
    ended: Promise.all([gone, read]).then(([end]) => end),
  };
}

/** Starts several workers, lets them begin together, and waits for what each prints in the end. */
export async function runTogether<Answer>(path: string, tasks: readonly object[]): Promise<readonly Answer[]> {
  const workers = tasks.map((task) => {
    const lines: string[] = [];
    let isReady = () => {};
    const ready = new Promise<void>((resolve) => {
      isReady = resolve;
    });
    const worker = startWorker(path, task, (line) => (line === 'ready' ? isReady() : lines.push(line)));
    return { worker, lines, ready };
  });
  // One that cannot even begin is told of below.
  await Promise.all(workers.map(({ worker, ready }) => Promise.race([ready, worker.ended])));
  for (const { worker } of workers) worker.begin();
  return Promise.all(
    workers.map(async ({ worker, lines }) => {
      const end = await worker.ended;
      if (end !== 0) throw new Error(`a worker ended with ${end}: ${lines.join('\n')}`);
      return JSON.parse(lines.join(''));
    }),
  );
}
