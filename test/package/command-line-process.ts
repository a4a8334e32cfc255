import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect } from 'vitest';

const cli = join(import.meta.dirname, '../../dist/cli.js');

export interface Start {
  readonly environment?: Readonly<Record<string, string>>;
  /** Text is written and ended; `silent` is a pipe that neither speaks nor ends. Default: nothing is connected. */
  readonly stdin?: string | { readonly silent: true };
  /** A shell line around the command, which is `"$@"` in it. */
  readonly shell?: string;
}

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The built command line, in a folder that is there when the first command is started. */
export function commandLineIn(folder: () => string) {
  /** Starts it with neither a model nor a database in its environment. */
  function start(words: readonly string[], { environment, stdin, shell }: Start = {}): ChildProcess {
    const { OPENAI_API_KEY, OPENAI_BASE_URL, OPENAI_MODEL, OPENAI_ORGANIZATION, NODE_V8_COVERAGE, ...others } =
      process.env;
    const { DATABASE_URL, DIRECT_URL, ...inherited } = others;
    const command = [process.execPath, cli, ...words];
    const [file = '', ...rest] = shell === undefined ? command : ['/bin/sh', '-c', shell, 'sh', ...command];
    const child = spawn(file, rest, {
      cwd: folder(),
      env: { ...inherited, ...environment },
      stdio: [stdin === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
    });
    if (typeof stdin === 'string') child.stdin?.end(stdin);
    return child;
  }

  /** Waits for the end, and sees to it that neither key nor token was printed. */
  async function ended(child: ChildProcess): Promise<Ended> {
    const { stdout: out, stderr: err } = child;
    if (out === null || err === null) throw new Error('The output of the process is not connected.');
    const exit = once(child, 'exit');
    const [stdout, stderr, [code]] = await Promise.all([text(out), text(err), exit]);
    expect(stdout + stderr).not.toMatch(/sk-|\beyJ[\w-]+\.|Bearer /);
    return { code, stdout, stderr };
  }

  const run = (words: readonly string[], how?: Start) => ended(start(words, how));
  return { start, ended, run };
}
