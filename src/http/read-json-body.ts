import { PromptForgeError } from '../index.js';

/**
 * Reads a JSON body, and stops reading as soon as it is larger than allowed.
 * @throws PromptForgeError `media_type_unsupported`, `request_too_large` or `request_invalid`.
 */
export async function readJsonBody(request: Request, maxBytes: number): Promise<unknown> {
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json') {
    throw new PromptForgeError('media_type_unsupported', 'Send the body as Content-Type: application/json.');
  }
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes) throw tooLarge(maxBytes);
  const bytes = await readBounded(request, maxBytes);
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new PromptForgeError('request_invalid', 'The body is not valid JSON in UTF-8.');
  }
}

async function readBounded(request: Request, maxBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of arriving(request)) {
    size += chunk.byteLength;
    if (size > maxBytes) throw tooLarge(maxBytes);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** The body as it arrives. A client that goes away in the middle is no defect of the host. */
async function* arriving({ body, signal }: Request): AsyncGenerator<Uint8Array> {
  const chunks = body?.values({ preventCancel: true });
  try {
    if (chunks !== undefined) yield* chunks;
  } catch {
    if (signal.aborted) throw new PromptForgeError('run_canceled', 'The caller aborted the request.');
    throw new PromptForgeError('request_invalid', 'The body broke off before its end.');
  } finally {
    // Not waited for: where the host keeps a clone, it ends only when that is canceled as well.
    body?.cancel().catch(() => undefined);
  }
}

function tooLarge(maxBytes: number): PromptForgeError {
  return new PromptForgeError('request_too_large', `The body may have at most ${maxBytes} bytes.`, {
    details: { maxBytes },
  });
}
