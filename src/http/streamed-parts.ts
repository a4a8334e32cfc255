/**
 * Answers `{"parts":[...]}` piece by piece: a part is read when the client has taken what came before, so
 * that one of them is in memory. What fails on the way breaks the answer off, which is no JSON then.
 * @throws what the first part fails with, so that it can be told by its status.
 */
export async function streamedParts(
  parts: AsyncIterable<object>,
  onFailure: (error: unknown) => void,
): Promise<Response> {
  const encoder = new TextEncoder();
  const iterator = parts[Symbol.asyncIterator]();
  let first: IteratorResult<object> | null = await iterator.next();
  let before = '{"parts":[';
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const { done, value } = first ?? (await iterator.next());
          first = null;
          if (done === true) {
            controller.enqueue(encoder.encode(before === ',' ? ']}' : `${before}]}`));
            return controller.close();
          }
          controller.enqueue(encoder.encode(`${before}${JSON.stringify(value)}`));
          before = ',';
        } catch (error) {
          onFailure(error);
          controller.error(error);
        }
      },
      async cancel() {
        await iterator.return?.();
      },
    },
    { highWaterMark: 0 },
  );
  return new Response(body, { headers: { 'content-type': 'application/json', 'cache-control': 'no-store' } });
}
