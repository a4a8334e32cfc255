import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** A contestant that counts in the memory of another process, which rests between its turns. */
export class MemoryProcess {
  readonly name: string;
  readonly #child: ChildProcess;

  constructor(name: string) {
    this.name = name;
    const program = fileURLToPath(new URL('./turns-in-memory.js', import.meta.url));
    this.#child = fork(program, [name], { execArgv: ['--expose-gc'] });
  }

  /** @returns calls per second. @throws Error when it ended instead. */
  async turn(turnMs: number): Promise<number> {
    const over = new AbortController();
    const { signal } = over;
    const answered = once(this.#child, 'message', { signal });
    const ended = once(this.#child, 'exit', { signal });
    this.#child.send(turnMs);
    try {
      const [rate] = await Promise.race([
        answered,
        ended.then(([code]): never => {
          throw new Error(`${this.name} ended with ${code}.`);
        }),
      ]);
      return Number(rate);
    } finally {
      over.abort();
      await Promise.allSettled([answered, ended]);
    }
  }

  stop(): void {
    this.#child.disconnect();
    this.#child.kill();
  }
}
