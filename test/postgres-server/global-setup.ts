import { createServer, type Socket } from 'node:net';
import type { TestProject } from 'vitest/node';
import { type PostgresServer, startPostgresServer } from './start-postgres-server.js';

/**
 * One Postgres for all test files of a run, started when the first of them asks where it is: a
 * run that needs none does not wait for one.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  let starting: Promise<PostgresServer> | null = null;
  async function answer(socket: Socket): Promise<void> {
    socket.on('error', () => {});
    starting ??= startPostgresServer();
    try {
      socket.end((await starting).url());
    } catch (error) {
      socket.end(String(error));
    }
  }
  const answers = createServer((socket) => void answer(socket));
  await new Promise<void>((resolve) => answers.listen(0, '127.0.0.1', resolve));
  answers.unref();
  const address = answers.address();
  if (typeof address === 'object' && address !== null) project.provide('postgresPort', address.port);
  return async () => {
    answers.close();
    await (await starting?.catch(() => null))?.stop();
  };
}
