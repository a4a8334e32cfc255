import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';
import { corporaPath } from '../corpora.js';
import { freePort } from '../fixtures/free-port.js';
import type { ScriptedRequest } from './scripted-request.js';

const paths = { responses: '/responses', chat: '/chat/completions', moderations: '/moderations' } as const;

/** A second judge of our requests, written by others: steady, fed with OpenAI's published description. */
export interface Steady {
  /** What is wrong with a body that is sent to an API; nothing when it is valid. */
  errorsOf(api: ScriptedRequest['api'], body: object): Promise<readonly string[]>;
  close(): Promise<void>;
}

export async function startSteady(): Promise<Steady> {
  const port = await freePort();
  const script = createRequire(import.meta.url).resolve('@stdy/cli/steady.js');
  const description = corporaPath('openai/openapi.yaml');
  const steady = spawn(
    process.execPath,
    [script, '--host', '127.0.0.1', '-p', String(port), '-q', '--log-format', 'json', description],
    // Its own group: the script starts the server as a child, which outlives a signal to the script.
    { stdio: ['ignore', 'pipe', 'inherit'], detached: true },
  );
  // It says so in one line of JSON once it listens.
  await once(createInterface(steady.stdout), 'line');
  return {
    errorsOf: async (api, body) => {
      const { headers } = await fetch(`http://127.0.0.1:${port}${paths[api]}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: 'Bearer sk-test' },
        body: JSON.stringify(body),
      });
      const told = [...headers].filter(([name]) => /^x-steady-error-\d+-message$/.test(name)).map(([, text]) => text);
      const count = headers.get('x-steady-error-count');
      return count === String(told.length) ? told : [...told, `steady counted ${count} errors`];
    },
    close: async () => {
      if (steady.pid === undefined || steady.exitCode !== null) return;
      const gone = once(steady, 'exit');
      process.kill(-steady.pid, 'SIGTERM');
      await gone;
    },
  };
}
