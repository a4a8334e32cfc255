/** Tells clients how long to wait before they connect anew, in milliseconds. */
export const opening = 'retry: 2000\n\n';

/** The answer whose body a source writes, piece by piece as it is read, and not before. */
export function eventStreamResponse(
  source: UnderlyingDefaultSource<Uint8Array>,
  headers: Readonly<Record<string, string>>,
): Response {
  return new Response(new ReadableStream<Uint8Array>(source, { highWaterMark: 0 }), {
    headers: {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      // Nginx would hold back what comes in small pieces.
      'x-accel-buffering': 'no',
      ...headers,
    },
  });
}
