import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { answerRequest } from './answer-request.js';
import type { PostgrestAnswer } from './answer-rows.js';
import { type CallerOptions, callerReader } from './caller.js';
import type { PostgrestDatabase } from './postgrest-database.js';
import { PostgrestError, postgrestError } from './postgrest-error.js';
import { readRequest } from './postgrest-request.js';
import { openSchemaCache } from './schema-cache.js';

export interface PostgrestServerOptions extends CallerOptions {
  readonly database: PostgrestDatabase;
  /** The schemas that may be asked, as PostgREST's `db-schemas`. */
  readonly schemas: readonly string[];
  /** As PostgREST's `db-max-rows`: a longer list is cut without a word. 1000 by default, as on Supabase. */
  readonly maxRows?: number;
}

export interface PostgrestServer {
  /** What `createClient` of supabase-js takes. */
  readonly url: string;
  /** Stops the server, and lets go of the database. */
  close(): Promise<void>;
}

/**
 * A part of PostgREST for tests, on a free port of 127.0.0.1: calls of functions and plain reads
 * and writes of tables, with its statements, roles, claims and errors. Embedding, logical
 * operators and other formats than JSON are not there.
 */
export async function startPostgrestServer(options: PostgrestServerOptions): Promise<PostgrestServer> {
  const { database, schemas, maxRows = 1000 } = options;
  const cache = await openSchemaCache(database, schemas);
  const readCaller = callerReader(options);

  async function answer(message: IncomingMessage): Promise<PostgrestAnswer> {
    const { method = 'GET', url = '/', headers } = message;
    const body = await text(message);
    const caller = await readCaller(headers);
    const request = readRequest({ method, url, headers, body }, schemas);
    return answerRequest(database, await cache.current(), request, caller, maxRows);
  }

  const server = createServer((message, response) => {
    answer(message)
      .catch(toErrorAnswer)
      .then((result) => send(response, message.method === 'HEAD', result));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await cache.close();
      await database.close();
    },
  };
}

function toErrorAnswer(error: unknown): PostgrestAnswer {
  if (!(error instanceof PostgrestError)) {
    // A server that has lost its database says so in this way.
    return toErrorAnswer(postgrestError(503, 'PGRST000', 'Database client error.', { details: String(error) }));
  }
  const { status, headers, body } = error;
  return { status, headers, body: JSON.stringify(body) };
}

function send(response: ServerResponse, head: boolean, { status, headers, body }: PostgrestAnswer): void {
  response.writeHead(status, { 'Content-Type': 'application/json; charset=utf-8', ...headers });
  response.end(head ? undefined : (body ?? undefined));
}
