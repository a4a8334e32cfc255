import { pulledBody } from './pulled-body.js';

/**
 * Answers `{"parts":[...]}` piece by piece, so that one part is in memory at a time. An answer that is broken off is
 * no JSON.
 * @throws what the first part fails with, so that it can be told by its status.
 */
export async function streamedParts(
  parts: AsyncIterable<object>,
  onFailure: (error: unknown) => void,
): Promise<Response> {
  const body = await pulledBody(partsAsJson(parts), onFailure);
  return new Response(body, { headers: { 'content-type': 'application/json', 'cache-control': 'no-store' } });
}

async function* partsAsJson(parts: AsyncIterable<object>): AsyncGenerator<Uint8Array<ArrayBuffer>, void> {
  const encoder = new TextEncoder();
  let before = '{"parts":[';
  for await (const part of parts) {
    yield encoder.encode(`${before}${JSON.stringify(part)}`);
    before = ',';
  }
  yield encoder.encode(before === ',' ? ']}' : `${before}]}`);
}
