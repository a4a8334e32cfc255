import { PromptForgeError } from '../errors/promptforge-error.js';

export type Outcome<Answer> =
  | { readonly isAnswered: true; readonly answer: Answer }
  | { readonly isAnswered: false; readonly error: unknown };

export interface HalvesParts<Request, Answer> {
  /** One atomic step for all of them; answers in their order. */
  readonly send: (requests: readonly Request[]) => Promise<readonly Answer[]>;
  /** Requests that are atomic only apart, in parts. Default: all of them are. */
  readonly partsOf?: (requests: readonly Request[]) => readonly (readonly Request[])[];
  /** Whether an error has nothing to do with the requests, so that sending them again would be in vain. */
  readonly isPointless: (error: unknown) => boolean;
}

/**
 * Sends requests together. If they fail because of what is in them, each half is sent by itself, and
 * so on, until the one at fault is alone: its neighbors do not suffer, and `n` requests with one
 * faulty among them take about `2 log2(n)` more calls.
 */
export async function sendInHalves<Request, Answer>(
  requests: readonly Request[],
  parts: HalvesParts<Request, Answer>,
): Promise<readonly Outcome<Answer>[]> {
  const [first = [], ...others] = parts.partsOf?.(requests) ?? [requests];
  const outcomes = await sendPart(first, parts);
  for (const part of others) outcomes.push(...(await sendPart(part, parts)));
  return outcomes;
}

async function sendPart<Request, Answer>(
  requests: readonly Request[],
  parts: HalvesParts<Request, Answer>,
): Promise<Outcome<Answer>[]> {
  try {
    const answers = await parts.send(requests);
    if (answers.length === requests.length) return answers.map((answer) => ({ isAnswered: true, answer }));
    return failed(requests, new PromptForgeError('internal', 'The storage did not answer each request of a batch.'));
  } catch (error) {
    if (requests.length === 1 || parts.isPointless(error)) return failed(requests, error);
    const middle = Math.ceil(requests.length / 2);
    const first = await sendPart(requests.slice(0, middle), parts);
    return [...first, ...(await sendPart(requests.slice(middle), parts))];
  }
}

function failed(requests: readonly unknown[], error: unknown): Outcome<never>[] {
  return requests.map(() => ({ isAnswered: false, error }));
}
