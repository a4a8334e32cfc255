import { execFile } from 'node:child_process';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CheckReport } from '../../src/index.js';
import { type PostgresServer, startPostgresServer } from '../postgres-server/index.js';
import { InstalledExample, type RunningExample } from './installed-example.js';

let postgres: PostgresServer;
let example: InstalledExample;
let server: RunningExample;
let environment: Readonly<Record<string, string>>;

beforeAll(async () => {
  postgres = await startPostgresServer();
  environment = { DATABASE_URL: postgres.url(), JWT_SECRET: 'a secret of the tests, longer than 32 bytes' };
  example = await InstalledExample.install('express');
  server = await example.start(environment);
});

afterAll(async () => {
  await server?.stop();
  await example?.remove();
  await postgres?.stop();
});

/** Runs the command of the installed library, as somebody at another terminal would. */
function promptforge(...words: string[]): Promise<{ readonly code: number | string; readonly printed: string }> {
  const command = `${example.folder}/node_modules/promptforge/dist/cli.js`;
  return new Promise((resolve) => {
    const options = { cwd: example.folder, env: { ...process.env, ...environment } };
    execFile(process.execPath, [command, ...words], options, (error, printed) => {
      resolve({ code: error === null ? 0 : (error.code ?? 'killed'), printed });
    });
  });
}

test('the Express example on Postgres passes all checks of the command line, by its own routes', async () => {
  const { code, printed } = await promptforge('check', '--url', `${server.url}/api`, '--json');
  const report = JSON.parse(printed) as CheckReport;
  expect(report.outcomes.filter(({ status }) => status === 'failed')).toEqual([]);
  expect(report.outcomes.filter(({ status }) => status === 'passed').length).toBeGreaterThan(25);
  expect(code).toBe(0);
});
