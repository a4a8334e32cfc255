import { z } from 'zod';
import { PromptForgeError, type SevenDInput } from '../../index.js';
import { bearerToken } from '../bearer-token.js';
import { jsonResponse } from '../json-response.js';
import { rateLimitHeaders } from '../rate-limit-headers.js';
import { readJsonBody } from '../read-json-body.js';
import type { Route } from '../route.js';

/** Only the frame is checked here: prompt and parameters are judged by the pipeline, which says more. */
const body = z.strictObject({ prompt: z.string(), sevenD: z.record(z.string(), z.unknown()) });

/** Takes a prompt through the whole pipeline. */
export const gptEditor: Route = {
  method: 'POST',
  path: '/gpt-editor',
  permission: 'runs:create',
  async handle({ forge, request, maxBodyBytes }) {
    const token = bearerToken(request);
    const parsed = body.safeParse(await readJsonBody(request, maxBodyBytes));
    if (!parsed.success) throw wrongFrame(parsed.error.issues);
    const { prompt, sevenD } = parsed.data;
    const idempotencyKey = idempotencyKeyOf(request);
    const result = await forge.optimize({
      token,
      prompt,
      sevenD: sevenD as SevenDInput,
      signal: request.signal,
      ...(idempotencyKey === null ? {} : { idempotencyKey }),
    });
    return jsonResponse(result, rateLimitHeaders(result.quota));
  },
};

/** Names the fields at fault; a key that is none of ours is not repeated. */
function wrongFrame(issues: readonly z.core.$ZodIssue[]): PromptForgeError {
  const fields = ['prompt', 'sevenD'].filter((field) => issues.some(({ path }) => path[0] === field));
  const problems = [
    ...fields.map((field) => `${field} is missing or of the wrong type`),
    ...(issues.some(({ code }) => code === 'unrecognized_keys') ? ['there is a field that is neither'] : []),
  ];
  const what = problems.length === 0 ? 'it is no object' : problems.join('; ');
  return new PromptForgeError(
    'request_invalid',
    `The body must be { "prompt": string, "sevenD": { "domain": ..., "output_format": ... } }: ${what}.`,
    { details: { fields } },
  );
}

/** The `Idempotency-Key` header, which the draft standard writes as a quoted string and most clients bare. */
function idempotencyKeyOf(request: Request): string | null {
  const key = request.headers.get('idempotency-key')?.replace(/^"(.*)"$/, '$1') ?? null;
  if (key?.includes('"')) {
    throw new PromptForgeError(
      'request_invalid',
      'Idempotency-Key has a quote in it. Quote the whole key, or none of it.',
    );
  }
  return key;
}
