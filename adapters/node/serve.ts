import type { ServerResponse } from 'node:http';
import type { Handler } from '../../src/http/index.js';
import { sendAnswer } from './send-answer.js';

/**
 * Answers one request by a web-standard handler. When the client goes away, the signal of the request is
 * aborted and the answer canceled; a client that left in the middle is no fault of the server's, and no
 * error. Rejects with what the handler throws, or the body of its answer.
 */
export async function serve(
  handler: Handler,
  toRequest: (signal: AbortSignal) => Request,
  response: ServerResponse,
): Promise<void> {
  const gone = new AbortController();
  response.once('close', () => {
    if (!response.writableFinished) gone.abort();
  });
  try {
    const answer = await handler(toRequest(gone.signal));
    if (response.destroyed) await answer.body?.cancel();
    else await sendAnswer(answer, response);
  } catch (error) {
    if (!gone.signal.aborted) throw error;
  }
}
