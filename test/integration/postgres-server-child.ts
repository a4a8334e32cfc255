import { startPostgresServer } from '../postgres-server/start-postgres-server.js';

/** What this program says on a line of its own once its server runs. It waits to be killed. */
export interface StartedServer {
  readonly url: string;
  readonly folder: string;
  readonly pid: number;
}

const server = await startPostgresServer();
const { folder, pid } = server;
console.log(JSON.stringify({ url: server.url(), folder, pid } satisfies StartedServer));
setInterval(() => {}, 1_000_000);
