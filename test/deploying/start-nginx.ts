import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { freePort } from '../fixtures/free-port.js';
import { selfSigned } from '../fixtures/self-signed.js';

const execute = promisify(execFile);

export interface Nginx {
  readonly port: number;
  /** Of its certificate, for `https` to trust. */
  readonly ca: string;
  /** What `nginx -s reload` does. @returns once new workers take connections. */
  reload(): Promise<void>;
  close(): Promise<void>;
}

/** Starts nginx with a `server` block as somebody would put it below `http`, on ports and files of its own. */
export async function startNginx(block: string, upstreamPort: number): Promise<Nginx> {
  const folder = await mkdtemp(join(tmpdir(), 'promptforge-nginx-'));
  // Workers, which are of another user where nginx is started by root, keep large bodies in it.
  await chmod(folder, 0o755);
  const port = await freePort();
  const { key, cert } = await selfSigned();
  await writeFile(join(folder, 'key.pem'), key);
  await writeFile(join(folder, 'certificate.pem'), cert);
  const server = withOwn(block, [
    [/listen 443 ssl;/g, `listen 127.0.0.1:${port} ssl;`],
    [/http:\/\/127\.0\.0\.1:3000;/g, `http://127.0.0.1:${upstreamPort};`],
    [/\/etc\/ssl\/prompt-server\/certificate\.pem/g, join(folder, 'certificate.pem')],
    [/\/etc\/ssl\/prompt-server\/key\.pem/g, join(folder, 'key.pem')],
  ]);
  const paths = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((of) => `${of}_temp_path ${folder}/${of};`);
  const configuration = join(folder, 'nginx.conf');
  await writeFile(
    configuration,
    `daemon off; pid ${folder}/nginx.pid; error_log ${folder}/error.log; worker_processes 1;
events {}
http { access_log off; ${paths.join(' ')}
${server}}
`,
  );
  const words = ['-p', folder, '-c', configuration];
  await execute('nginx', [...words, '-t']);
  const child = spawn('nginx', words, { stdio: 'ignore' });
  await untilOpen(port, child);
  return {
    port,
    ca: cert,
    async reload() {
      const before = await workersOf(child);
      await execute('nginx', [...words, '-s', 'reload']);
      while ((await workersOf(child)).every((worker) => before.includes(worker))) await sleep(20);
    },
    async close() {
      child.kill('SIGTERM');
      if (child.exitCode === null) await once(child, 'exit');
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Puts what a test must have of its own in the place of what the page has: each once, or the page has changed. */
function withOwn(block: string, replacements: readonly (readonly [what: RegExp, own: string])[]): string {
  return replacements.reduce((text, [what, own]) => {
    const found = text.match(what)?.length ?? 0;
    if (found !== 1) throw new Error(`${what} is ${found} times in the configuration of the page, and was to be once.`);
    return text.replace(what, own);
  }, block);
}

async function untilOpen(port: number, child: ChildProcess): Promise<void> {
  for (;;) {
    if (child.exitCode !== null) throw new Error(`nginx ended with ${child.exitCode}.`);
    const socket = connect(port, '127.0.0.1');
    const opened = await Promise.race([
      once(socket, 'connect').then(() => true),
      once(socket, 'error').then(() => false),
    ]).catch(() => false);
    socket.destroy();
    if (opened) return;
    await sleep(20);
  }
}

async function workersOf({ pid }: ChildProcess): Promise<readonly string[]> {
  const { stdout } = await execute('ps', ['-o', 'pid=', '--ppid', String(pid)]);
  return stdout.split('\n').map((line) => line.trim());
}
