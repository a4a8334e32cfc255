import { once } from 'node:events';
import { type ClientRequest, type IncomingHttpHeaders, type IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';

export interface Sent {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** What a server has answered. */
export interface Answered {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Begins a request with exactly these headers, which `fetch` would not; answers once the head of the answer is there. */
export async function open(url: string, sent: Sent = {}): Promise<[IncomingMessage, ClientRequest]> {
  const { method = 'GET', headers = {}, body } = sent;
  // Node leaves it out for methods that seldom have a body.
  const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
  const asked = request(url, { method, headers: { ...headers, ...length, connection: 'close' } });
  const answered = once(asked, 'response');
  asked.end(body);
  const [response] = (await answered) as [IncomingMessage];
  return [response, asked];
}

export async function send(url: string, sent: Sent = {}): Promise<Answered> {
  const [response] = await open(url, sent);
  return { status: response.statusCode ?? 0, headers: response.headers, body: await text(response) };
}

export function post(token: string, body: unknown): Sent {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  return { method: 'POST', headers, body: JSON.stringify(body) };
}
