import { expect } from 'vitest';
import { createHandler, type HandlerOptions } from '../../../src/http/index.js';
import { type ErrorCode, errorMeanings, httpStatus, type Problem } from '../../../src/index.js';
import type { ModelScript } from '../../../src/testing/index.js';
import { type ForgeSetup, forgeWithModel, prompt } from '../../fixtures/forge-with-model.js';

export const goodBody = { prompt, sevenD: { domain: 'saas', output_format: 'md' } };

export interface ServedSetup extends ForgeSetup {
  readonly handler?: HandlerOptions;
  /** Given: the engine is the model. */
  readonly script?: readonly unknown[] | ModelScript;
}

/** A forge on a memory storage, by the rules unless told otherwise, behind its handler. */
export function servedForge({ handler: options, script, ...setup }: ServedSetup = {}) {
  const parts = forgeWithModel(script ?? [], { engine: script === undefined ? 'rules' : 'model', ...setup });
  const handle = createHandler(parts.forge, options);
  const send = (path: string, init: RequestInit & { readonly duplex?: 'half' } = {}) =>
    handle(new Request(`http://localhost${path}`, init));
  return {
    ...parts,
    handle,
    /** Sends a request as it is. */
    send,
    /** Asks as ada. */
    get: async (path: string) => send(path, { headers: { authorization: `Bearer ${await parts.tokenFor()}` } }),
    /** Sends a body to the editor as ada: text and bytes as they are, everything else as JSON. */
    post: async (body: unknown, headers: Readonly<Record<string, string>> = {}, signal?: AbortSignal) =>
      send('/api/gpt-editor', {
        method: 'POST',
        headers: {
          ...(headers.authorization === undefined ? { authorization: `Bearer ${await parts.tokenFor()}` } : {}),
          'content-type': 'application/json',
          ...headers,
        },
        body: isRaw(body) ? body : JSON.stringify(body),
        duplex: 'half',
        ...(signal === undefined ? {} : { signal }),
      }),
  };
}

/** Expects a problem document of RFC 9457 with this code, and answers it. */
export async function problemOf(response: Response, code: ErrorCode): Promise<Problem> {
  const problem = (await response.json()) as Problem;
  expect(problem).toEqual({
    type: `urn:promptforge:error:${code}`,
    title: errorMeanings[code],
    status: httpStatus[code],
    detail: expect.stringMatching(/\S/),
    code,
    details: expect.any(Object),
  });
  expect(response.status).toBe(httpStatus[code]);
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  expect(response.headers.get('cache-control')).toBe('no-store');
  return problem;
}

function isRaw(body: unknown): body is string | Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array> {
  return typeof body === 'string' || body instanceof Uint8Array || body instanceof ReadableStream;
}
