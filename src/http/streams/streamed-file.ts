import { pulledBody } from './pulled-body.js';

export interface StreamedFile {
  readonly chunks: AsyncIterable<Uint8Array<ArrayBuffer>>;
  readonly fileName: string;
  readonly mediaType: string;
  /** Told of what fails once the answer has begun. */
  readonly onFailure: (error: unknown) => void;
}

/**
 * Answers a file as it is written.
 * @throws what the first piece fails with, so that it can be told by its status.
 */
export async function streamedFile({ chunks, fileName, mediaType, onFailure }: StreamedFile): Promise<Response> {
  return new Response(await pulledBody(chunks, onFailure), {
    headers: {
      'content-type': mediaType,
      'content-disposition': `attachment; filename="${fileName}"`,
      'cache-control': 'no-store',
    },
  });
}
