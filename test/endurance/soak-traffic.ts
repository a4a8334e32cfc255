import { once } from 'node:events';
import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { type SeededRandom, seededRandom } from '../../src/testing/storage-contract/fixtures/seeded-random.js';

export interface SoakAnswer {
  readonly status: number;
  readonly body: string;
}

/** A run that a caller was told of. */
export interface ToldRun {
  readonly runId: string;
  readonly charge: { readonly calls: number; readonly tokens: number; readonly cost: number };
}

const sevenD = { domain: 'saas', output_format: 'md' };
const kinds = ['run', 'run', 'run', 'stream', 'slow', 'leaves', 'score', 'again', 'reads', 'reads', 'wrong'] as const;
type Kind = (typeof kinds)[number];

/** Callers of a server that do all that callers do, some of them slowly, and go on whatever they are answered. */
export class SoakTraffic {
  /** How often what was answered, by kind. */
  readonly answers = new Map<string, number>();
  readonly runs: ToldRun[] = [];
  /** Answers of 500 and more without the code of an error, and whatever else has no place in an API. */
  readonly faults: string[] = [];
  requests = 0;
  readonly #url: string;
  readonly #tokenOf: (user: number) => Promise<string>;
  readonly #callers: Promise<void>[];
  #over = false;

  constructor(url: string, callers: number, tokenOf: (user: number) => Promise<string>) {
    this.#url = url;
    this.#tokenOf = tokenOf;
    this.#callers = Array.from({ length: callers }, (_, caller) => this.#call(caller));
  }

  async stop(): Promise<void> {
    this.#over = true;
    await Promise.all(this.#callers);
  }

  async #call(caller: number): Promise<void> {
    const random = seededRandom(caller + 1);
    for (let turn = 0; !this.#over; turn += 1) {
      const kind = random.pick(kinds);
      const mark = `${caller}-${turn}`;
      try {
        const { status, body } = await this.#send(kind, await this.#tokenOf(random.integer(40)), mark, random);
        this.#note(kind, status, body);
      } catch (error) {
        // The server never goes away, so that nothing may be cut off.
        this.faults.push(`${kind}: ${String(error)}`);
      }
      this.requests += 1;
      await pause(20 + random.integer(60));
    }
  }

  async #send(kind: Kind, token: string, mark: string, { integer }: SeededRandom): Promise<SoakAnswer> {
    const authorization = `Bearer ${token}`;
    const prompt = `Write release note ${mark} for our billing export, for accountants.`;
    const post = (path: string, body: object, headers = {}) =>
      this.#ask(path, { authorization, 'content-type': 'application/json', ...headers }, JSON.stringify(body));
    switch (kind) {
      case 'run':
        return post('/api/gpt-editor', { prompt, sevenD });
      case 'again': {
        const ask = () => post('/api/gpt-editor', { prompt, sevenD }, { 'idempotency-key': mark });
        await ask();
        return ask();
      }
      case 'score':
        return post('/api/score', { prompt, sevenD });
      case 'wrong':
        return post('/api/gpt-editor', { prompt, sevenD: { ...sevenD, domain: 'space' } });
      case 'reads':
        return this.#ask(integer(2) === 0 ? '/api/analytics/user' : '/api/runs?limit=20', { authorization });
      default: {
        const events = { accept: 'text/event-stream' };
        return this.#stream({ authorization, 'content-type': 'application/json', ...events }, prompt, kind);
      }
    }
  }

  async #ask(path: string, headers: Readonly<Record<string, string>>, body?: string): Promise<SoakAnswer> {
    const asked = request(`${this.#url}${path}`, { method: body === undefined ? 'GET' : 'POST', headers });
    const answered = once(asked, 'response');
    asked.end(body);
    const [response] = await answered;
    return { status: response.statusCode, body: await text(response) };
  }

  /** A run as a stream of events, which is read at once, piece by piece with long pauses, or left after the first. */
  async #stream(headers: Readonly<Record<string, string>>, prompt: string, kind: Kind): Promise<SoakAnswer> {
    const asked = request(`${this.#url}/api/gpt-editor`, { method: 'POST', headers });
    const answered = once(asked, 'response');
    asked.end(JSON.stringify({ prompt, sevenD }));
    const [response] = await answered;
    if (kind === 'leaves' && response.statusCode === 200) {
      await once(response, 'data');
      asked.destroy();
      return { status: response.statusCode, body: '' };
    }
    let body = '';
    for await (const piece of response) {
      body += piece;
      if (kind === 'slow') await pause(300);
    }
    const [, data = ''] = /\nevent: (?:result|problem)\ndata: (.*)\n/.exec(body) ?? [];
    return { status: response.statusCode, body: response.statusCode === 200 ? data : body };
  }

  #note(kind: Kind, status: number, body: string): void {
    const told = kind === 'leaves' && body === '' ? {} : parsed(body);
    const code = typeof told?.code === 'string' ? told.code : '';
    const name = `${kind}: ${status} ${code}`.trim();
    this.answers.set(name, (this.answers.get(name) ?? 0) + 1);
    const isRefusal = status >= 400 && code !== '' && told?.status === status;
    if (told === null || code === 'internal' || (status !== 200 && !isRefusal)) {
      this.faults.push(`${name}: ${body.slice(0, 200)}`);
    }
    if (typeof told?.runId === 'string' && told.charge !== undefined) this.runs.push(told as unknown as ToldRun);
  }
}

function parsed(body: string): Readonly<Record<string, unknown>> | null {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}
