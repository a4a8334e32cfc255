/**
 * The body of an answer that is written piece by piece: the next piece is asked for when the client has taken what
 * came before. What fails on the way breaks the answer off, so that nobody takes a part for the whole.
 * @param onFailure is told of what fails once the answer has begun.
 * @throws what the first piece fails with, so that it can be told by its status.
 */
export async function pulledBody(
  pieces: AsyncIterable<Uint8Array<ArrayBuffer>>,
  onFailure: (error: unknown) => void,
): Promise<ReadableStream<Uint8Array<ArrayBuffer>>> {
  const iterator = pieces[Symbol.asyncIterator]();
  let first: IteratorResult<Uint8Array<ArrayBuffer>> | null = await iterator.next();
  return new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      async pull(controller) {
        try {
          const { done, value } = first ?? (await iterator.next());
          first = null;
          if (done === true) controller.close();
          else controller.enqueue(value);
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
}
