import type { ServerResponse } from 'node:http';
import { type Admitted, type GuardOptions, guarded } from '../../src/http/index.js';

export type Forge = Parameters<typeof guarded>[0];

/** Decides about one request: null when it was refused, and `response` has been answered already. */
export type Admit = (request: Request, response: ServerResponse) => Promise<Admitted | null>;

/**
 * Puts the limits of the plan in front of something that does not answer with a web response. The headers
 * that tell what is left are set on `response` in either case.
 * @throws PromptForgeError `config_invalid` at once for options that make no sense.
 */
export function admitBy(forge: Forge, options: GuardOptions): Admit {
  const ask = guarded(forge, options, (_request: Request, admitted: Admitted, tell: (admitted: Admitted) => void) => {
    tell(admitted);
    return new Response(null);
  });
  return async (request, response) => {
    const letIn: Admitted[] = [];
    const answer = await ask(request, (admitted) => letIn.push(admitted));
    for (const [name, value] of answer.headers) response.setHeader(name, value);
    const [admitted] = letIn;
    if (admitted !== undefined) return admitted;
    response.statusCode = answer.status;
    response.end(await answer.text());
    return null;
  };
}
