import { PGlite } from '@electric-sql/pglite';
import { PGLiteSocketServer } from '@electric-sql/pglite-socket';
import { postgresStorage } from 'promptforge/adapters/postgres';
import { lifeOfAForge } from './life-of-a-forge.mjs';

/** The driver speaks to PGlite as it does to a Postgres server: over a socket. */
const database = await PGlite.create();
const server = new PGLiteSocketServer({ db: database, port: 0, host: '127.0.0.1', maxConnections: 10 });
await server.start();
const connectionString = `postgres://postgres@${server.getServerConn()}/postgres`;
await lifeOfAForge((name) => import(name), postgresStorage({ connectionString }));
await server.stop();
await database.close();
