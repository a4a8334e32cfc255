/** An answer, read to its end. */
export interface CheckAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The media type without its parameters, in lower case; empty when there is none. */
  readonly type: string;
  /** Whether it says that it is JSON, a problem document included. */
  readonly isJson: boolean;
  readonly milliseconds: number;
  /** The body as JSON; undefined when it is none. */
  readonly json: unknown;
}

/** Characters of an answer that are looked at. */
const mostCharacters = 4_000_000;

/** @throws whatever reading the body fails with. */
export async function readAnswer(response: Response, startedAt: number): Promise<CheckAnswer> {
  const text = (await response.text()).slice(0, mostCharacters);
  const type = (response.headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  return {
    status: response.status,
    headers: response.headers,
    text,
    type,
    isJson: type === 'application/json' || type.endsWith('+json'),
    milliseconds: performance.now() - startedAt,
    json: parsed(text),
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
