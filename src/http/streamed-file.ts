export interface StreamedFile {
  readonly chunks: AsyncIterable<Uint8Array<ArrayBuffer>>;
  readonly fileName: string;
  readonly mediaType: string;
  /** Told of what fails once the answer has begun. */
  readonly onFailure: (error: unknown) => void;
}

/**
 * Answers a file as it is written: the next piece is asked for when the client has taken what came before. What
 * fails on the way breaks the answer off, so that nobody takes a part for the whole.
 * @throws what the first piece fails with, so that it can be told by its status.
 */
export async function streamedFile({ chunks, fileName, mediaType, onFailure }: StreamedFile): Promise<Response> {
  const iterator = chunks[Symbol.asyncIterator]();
  let first: IteratorResult<Uint8Array<ArrayBuffer>> | null = await iterator.next();
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>(
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
  return new Response(body, {
    headers: {
      'content-type': mediaType,
      'content-disposition': `attachment; filename="${fileName}"`,
      'cache-control': 'no-store',
    },
  });
}
