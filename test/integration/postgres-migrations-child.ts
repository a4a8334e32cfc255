import { postgresStorage } from '../../adapters/postgres/index.js';

/** Waits for a line on its input, so that many processes begin at the same moment. */
const storage = postgresStorage({ connectionString: process.argv[2] ?? '' });
console.log('ready');
process.stdin.once('data', async () => {
  try {
    await storage.setup();
    console.log((await storage.health()).schemaVersion);
  } finally {
    await storage.close();
    process.stdin.destroy();
  }
});
