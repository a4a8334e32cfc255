import { type ServerResponse, validateHeaderValue } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** Belong to the connection, which is Node's business (RFC 9110 section 7.6.1). */
const ofTheConnection: ReadonlySet<string> = new Set([
  'connection',
  'keep-alive',
  'proxy-connection',
  'transfer-encoding',
  'upgrade',
]);

/**
 * Sends the answer of a web-standard handler, no faster than its reader reads. Rejects before anything
 * was sent for an answer that Node cannot send; when its body fails, the connection is destroyed, so that
 * nobody takes a part for the whole.
 */
export async function sendAnswer(answer: Response, response: ServerResponse): Promise<void> {
  try {
    writeHead(answer, response);
  } catch (error) {
    await answer.body?.cancel();
    throw error;
  }
  if (answer.body === null || response.req.method === 'HEAD') {
    await answer.body?.cancel();
    response.end();
    return;
  }
  // Whoever listens to events wants to know that they are listened to before the first comes.
  if (answer.headers.get('content-type')?.startsWith('text/event-stream')) response.flushHeaders();
  await pipeline(Readable.fromWeb(answer.body as Parameters<typeof Readable.fromWeb>[0]), response);
}

/** All headers are looked at before one is set, so that an answer that cannot be sent leaves none behind. */
function writeHead(answer: Response, response: ServerResponse): void {
  if (answer.status < 200) throw new TypeError('The answer is that of a failed fetch, which nobody can send.');
  const headers = [...answer.headers].filter(([name]) => !ofTheConnection.has(name));
  for (const [name, value] of headers) validateHeaderValue(name, value);
  response.statusCode = answer.status;
  for (const [name, value] of headers) response.setHeader(name, value);
  // Each cookie is a header of its own, of which the loop leaves the last alone.
  const cookies = answer.headers.getSetCookie();
  if (cookies.length > 0) response.setHeader('set-cookie', cookies);
}
