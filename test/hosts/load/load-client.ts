import { once } from 'node:events';
import { Agent, type IncomingHttpHeaders, request } from 'node:http';
import type { Socket } from 'node:net';
import { text } from 'node:stream/consumers';

export interface LoadRequest {
  readonly method?: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Goes away with its connection as soon as something of the answer has come. */
  readonly leaves?: boolean;
}

export interface LoadAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** What came of the body; the beginning, for who left. */
  readonly body: string;
  readonly ms: number;
}

/** Sends requests over connections that are kept, so many at once, and counts the connections. */
export class LoadClient {
  readonly #agent: Agent;
  readonly #sockets = new Set<Socket>();
  readonly #url: string;

  constructor(url: string, atOnce: number) {
    this.#url = url;
    this.#agent = new Agent({ keepAlive: true, maxSockets: atOnce, maxFreeSockets: atOnce });
  }

  /** How many connections were opened. */
  get opened(): number {
    return this.#sockets.size;
  }

  /** Rejects when the answer is cut off. */
  async send({ method = 'GET', path, headers, body, leaves = false }: LoadRequest): Promise<LoadAnswer> {
    const began = performance.now();
    const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
    const asked = request(`${this.#url}${path}`, { method, agent: this.#agent, headers: { ...headers, ...length } });
    asked.once('socket', (socket) => this.#sockets.add(socket));
    const answered = once(asked, 'response');
    asked.end(body);
    const [response] = await answered;
    const facts = { status: response.statusCode ?? 0, headers: response.headers };
    if (!leaves) return { ...facts, body: await text(response), ms: performance.now() - began };
    const [piece] = await once(response, 'data');
    asked.destroy();
    return { ...facts, body: String(piece), ms: performance.now() - began };
  }

  close(): void {
    this.#agent.destroy();
  }
}
