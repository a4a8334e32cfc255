import type { IncomingHttpHeaders } from 'node:http';

/** One request our code sent, with what scripts and tests ask for most. */
export interface ScriptedRequest {
  /** Counted from 0. */
  readonly index: number;
  readonly api: 'responses' | 'chat' | 'moderations';
  /** What the answer is for, as in `judge`, from the name of the schema; null when none was sent. */
  readonly purpose: string | null;
  /** With what is asked for in its query. */
  readonly path: string;
  readonly model: string;
  /** The instructions. */
  readonly system: string;
  /** The material. */
  readonly user: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Readonly<Record<string, unknown>>;
}

interface SentBody {
  readonly model?: string;
  readonly instructions?: string;
  readonly input?: string;
  readonly text?: { readonly format?: { readonly name?: string } };
  readonly messages?: readonly { readonly role: string; readonly content: string }[];
  readonly response_format?: { readonly json_schema?: { readonly name?: string } };
}

/** Reads a request body of either API. */
export function scriptedRequest(
  received: Pick<ScriptedRequest, 'index' | 'api' | 'path' | 'headers' | 'body'>,
): ScriptedRequest {
  const { api, body } = received;
  const sent = body as SentBody;
  const message = (role: string) => sent.messages?.find((candidate) => candidate.role === role)?.content ?? '';
  const name = sent.text?.format?.name ?? sent.response_format?.json_schema?.name ?? null;
  return {
    ...received,
    purpose: name?.replace(/^promptforge_/, '') ?? null,
    model: sent.model ?? '',
    system: api === 'responses' ? (sent.instructions ?? '') : message('system'),
    user: api === 'chat' ? message('user') : (sent.input ?? ''),
  };
}
