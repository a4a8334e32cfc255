import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const root = join(import.meta.dirname, '../..');

/** An example in a folder of its own, with the packed library installed as a stranger would have it. */
export class InstalledExample {
  private constructor(readonly folder: string) {}

  static async install(name: string): Promise<InstalledExample> {
    const folder = await mkdtemp(join(tmpdir(), `promptforge-${name}-`));
    await cp(join(root, 'examples', name), folder, {
      recursive: true,
      filter: (path) => !/\/(node_modules|\.promptforge|\.next)(\/|$)/.test(path.slice(root.length)),
    });
    return InstalledExample.installed(folder);
  }

  /** An application of files by their paths, `package.json` among them. */
  static async of(files: Readonly<Record<string, string>>): Promise<InstalledExample> {
    const folder = await mkdtemp(join(tmpdir(), 'promptforge-application-'));
    for (const [path, text] of Object.entries(files)) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    }
    return InstalledExample.installed(folder);
  }

  private static async installed(folder: string): Promise<InstalledExample> {
    const { stdout } = await run('npm', ['pack', '--json', '--pack-destination', folder], { cwd: root });
    const [{ filename }] = JSON.parse(stdout) as [{ filename: string }];
    const path = join(folder, 'package.json');
    const manifest = JSON.parse(await readFile(path, 'utf8'));
    manifest.dependencies.promptforge = `file:${filename}`;
    await writeFile(path, JSON.stringify(manifest));
    await run('npm', ['install', '--prefer-offline', '--no-audit', '--no-fund'], { cwd: folder });
    return new InstalledExample(folder);
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

  /** Starts the example, and answers once it prints where it listens and how to try it. */
  async start(environment: Readonly<Record<string, string>> = {}): Promise<RunningExample> {
    const child = spawn(process.execPath, ['node_modules/tsx/dist/cli.mjs', 'server.ts'], {
      cwd: this.folder,
      env: { ...withoutModel(process.env), PORT: '0', ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let printed = '';
    child.stderr.on('data', (chunk: Buffer) => {
      printed += chunk;
    });
    for await (const chunk of child.stdout) {
      printed += chunk;
      const match = /http:\/\/localhost:(\d+)[\s\S]*Bearer ([\w.-]+)'[\s\S]*output_format/.exec(printed);
      if (match !== null) return new RunningExample(child, `http://localhost:${match[1]}`, String(match[2]));
    }
    throw new Error(`The example ended before it listened:\n${printed}`);
  }

  remove(): Promise<void> {
    return rm(this.folder, { recursive: true, force: true });
  }
}

export class RunningExample {
  constructor(
    private readonly child: ChildProcess,
    readonly url: string,
    readonly token: string,
  ) {
    child.stdout?.resume();
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
