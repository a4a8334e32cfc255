import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { inject } from 'vitest';
import { copyExample, installPackages, libraryIn, prepare, root, run, takeLibrary } from './prepared-package.js';

/** Where it listens, and a token to try it with. */
const tried = /http:\/\/localhost:(\d+)[\s\S]*Bearer ([\w.-]+)'[\s\S]*output_format/;
/** Where it listens. */
export const listening = /listening on http:\/\/localhost:(\d+)/;

/** An example in a folder of its own, with the packed library installed as a stranger would have it. */
export class InstalledExample {
  private constructor(
    private readonly parent: string,
    readonly folder: string,
  ) {}

  static async install(name: string): Promise<InstalledExample> {
    const parent = await preparedFolder();
    await copyExample(name, parent);
    await takeLibrary(await libraryIn(parent), join(parent, name));
    await installPackages(join(parent, name));
    return new InstalledExample(parent, join(parent, name));
  }

  /** An application of files by their paths, `package.json` among them. */
  static async of(files: Readonly<Record<string, string>>): Promise<InstalledExample> {
    const parent = await preparedFolder();
    const folder = join(parent, 'application');
    for (const [path, text] of Object.entries(files)) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    }
    await takeLibrary(await libraryIn(parent), folder);
    await installPackages(folder);
    return new InstalledExample(parent, folder);
  }

  /** Runs a command in the folder and answers what it printed. */
  async command(file: string, ...words: string[]): Promise<string> {
    const { stdout } = await run(file, words, { cwd: this.folder });
    return stdout;
  }

  /** Copies a file or a folder of the repository into it. */
  async add(from: string, to: string): Promise<void> {
    await cp(join(root, from), join(this.folder, to), { recursive: true });
  }

  /** Starts the example, and answers once it prints where it listens, and how to try it where that takes no project. */
  async start(environment: Readonly<Record<string, string>> = {}, awaited = tried): Promise<RunningExample> {
    // The command of tsx would pass a signal on, and end the server if that does not answer at once.
    const child = spawn(process.execPath, ['--import', 'tsx', 'server.ts'], {
      cwd: this.folder,
      env: { ...withoutModel(process.env), PORT: '0', ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let printed = '';
    child.stderr.on('data', (chunk: Buffer) => {
      printed += chunk;
    });
    for await (const chunk of child.stdout.iterator({ destroyOnReturn: false })) {
      printed += chunk;
      const match = awaited.exec(printed);
      if (match !== null) return new RunningExample(child, `http://localhost:${match[1]}`, match[2] ?? '', printed);
    }
    throw new Error(`The example ended before it listened:\n${printed}`);
  }

  remove(): Promise<void> {
    return rm(this.parent, { recursive: true, force: true });
  }
}

/** A folder with the packed library and the pages: what was prepared for all, or else what is prepared now. */
async function preparedFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'promptforge-example-'));
  const prepared = inject('preparedExamples');
  if (prepared === undefined) await prepare(folder);
  else await cp(prepared, folder, { recursive: true, filter: (path) => !path.includes('/node_modules') });
  return folder;
}

export class RunningExample {
  constructor(
    private readonly child: ChildProcess,
    readonly url: string,
    readonly token: string,
    /** Everything so far. */
    public printed: string,
  ) {
    child.stdout?.on('data', (chunk: Buffer) => {
      this.printed += chunk;
    });
  }

  /** Asks it to end, and answers its exit code. */
  async stop(): Promise<number | null> {
    if (this.child.exitCode !== null) return this.child.exitCode;
    this.child.kill('SIGTERM');
    const [code] = (await once(this.child, 'exit')) as [number | null];
    return code;
  }
}

function withoutModel(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const { OPENAI_API_KEY: _key, OPENAI_BASE_URL: _url, OPENAI_MODEL: _model, ...rest } = environment;
  return rest;
}
