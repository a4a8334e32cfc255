import type { IncomingMessage } from 'node:http';

/**
 * What a request carries, for a web request. A body parser that ran before has eaten the stream; what it
 * made of JSON is written out again.
 */
export function bodyOf(request: IncomingMessage, parsed: unknown): BodyInit {
  if (parsed === undefined || (!request.readableEnded && request.readable)) return streamOf(request);
  return typeof parsed === 'string' || parsed instanceof Uint8Array ? (parsed as BodyInit) : JSON.stringify(parsed);
}

/**
 * The body as a web stream that reads nothing before it is asked to. `Readable.toWeb` would destroy
 * the connection when a handler stops reading, and the answer with it.
 */
function streamOf(request: IncomingMessage): ReadableStream<Uint8Array> {
  const chunks: AsyncIterator<Uint8Array> = request.iterator({ destroyOnReturn: false });
  return new ReadableStream(
    {
      async pull(controller) {
        const { done, value } = await chunks.next();
        if (done) controller.close();
        else controller.enqueue(value);
      },
      async cancel() {
        await chunks.return?.();
        // What is left is thrown away, so that the next request on the connection can be read.
        request.resume();
      },
    },
    { highWaterMark: 0 },
  );
}
