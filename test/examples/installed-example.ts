import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const execute = promisify(execFile);
const root = join(import.meta.dirname, '../..');

/** What the servers serve: they find it in the folder beside their own. */
const pages = 'web';

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
    const parent = await mkdtemp(join(tmpdir(), `promptforge-${name}-`));
    const library = await packedInto(parent);
    for (const copied of [pages, name]) {
      await copyExample(copied, parent);
      await takeLibrary(library, join(parent, copied));
    }
    await installPackages(join(parent, pages));
    await run('npm', ['run', 'build'], { cwd: join(parent, pages) });
    await installPackages(join(parent, name));
    return new InstalledExample(parent, join(parent, name));
  }

  /** An application of files by their paths, `package.json` among them. */
  static async of(files: Readonly<Record<string, string>>): Promise<InstalledExample> {
    const parent = await mkdtemp(join(tmpdir(), 'promptforge-application-'));
    const folder = join(parent, 'application');
    for (const [path, text] of Object.entries(files)) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    }
    await takeLibrary(await packedInto(parent), folder);
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

/** Packs the library as it would be published, and answers how it is named beside a folder. */
async function packedInto(parent: string): Promise<string> {
  const { stdout } = await run('npm', ['pack', '--json', '--pack-destination', parent], { cwd: root });
  const [{ filename }] = JSON.parse(stdout) as [{ filename: string }];
  return `file:../${filename}`;
}

async function copyExample(name: string, parent: string): Promise<void> {
  await cp(join(root, 'examples', name), join(parent, name), {
    recursive: true,
    filter: (path) => !/\/(node_modules|\.promptforge|\.next|dist)(\/|$)/.test(path.slice(root.length)),
  });
}

/** Has the packed library installed where a package.json names this one, or else among its dependencies. */
async function takeLibrary(library: string, folder: string): Promise<void> {
  const path = join(folder, 'package.json');
  const manifest = JSON.parse(await readFile(path, 'utf8'));
  const named = [manifest.dependencies, manifest.devDependencies].filter((group) => group?.promptforge !== undefined);
  for (const group of named.length === 0 ? [manifest.dependencies] : named) group.promptforge = library;
  await writeFile(path, JSON.stringify(manifest));
}

async function installPackages(folder: string): Promise<void> {
  await run('npm', ['install', '--prefer-offline', '--no-audit', '--no-fund'], { cwd: folder });
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

/** Runs a command; when it fails, what it printed is told. */
async function run(file: string, words: readonly string[], { cwd }: { readonly cwd: string }) {
  try {
    return await execute(file, words, { cwd });
  } catch (error) {
    const printed = error instanceof Error && 'stdout' in error ? String(error.stdout) : '';
    throw new Error(`${file} ${words.join(' ')} failed.\n${printed}`, { cause: error });
  }
}

function withoutModel(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const { OPENAI_API_KEY: _key, OPENAI_BASE_URL: _url, OPENAI_MODEL: _model, ...rest } = environment;
  return rest;
}
