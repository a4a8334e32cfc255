import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { chatChunks } from './chat-chunks.js';
import { eventSchemas } from './event-schemas.js';
import { openaiJudge } from './openai-judge.js';
import { responsesEvents } from './responses-events.js';
import {
  type ModerationAnswer,
  moderationDocument,
  type RejectedAnswer,
  type ScriptedAnswer,
  type ScriptedTokens,
  type StreamedAnswer,
} from './scripted-answer.js';
import { type ScriptedRequest, scriptedRequest } from './scripted-request.js';

export type OpenaiScript = (request: ScriptedRequest) => ScriptedAnswer | Promise<ScriptedAnswer>;

/** What the server did for one request: what a provider would bill it by. */
export interface LedgerEntry {
  readonly request: ScriptedRequest;
  /** Each piece of text or refusal that went out while somebody listened, and when, by `performance.now()`. */
  readonly pieces: readonly { readonly at: number; readonly text: string }[];
  /** The usage that went out, and when. */
  readonly usage: { readonly at: number; readonly tokens: ScriptedTokens } | null;
}

export interface ScriptedOpenai {
  /** Give it to `openaiModel` as `baseUrl`: the model then sees a server that is not OpenAI. */
  readonly baseUrl: string;
  /** Give it to `openaiModel` as `fetch` instead: the model then believes it talks to OpenAI, or Azure. */
  readonly fetch: typeof globalThis.fetch;
  /** Every request received, in order. */
  readonly requests: readonly ScriptedRequest[];
  /** One entry for each request that was answered by a stream, in the order in which they began. */
  readonly ledger: readonly LedgerEntry[];
  /** Requests and answers that are impossible by OpenAI's description, so far. */
  readonly violations: readonly string[];
  /** Stops the server. Rejects when there were violations, so that no test rests on them. */
  close(): Promise<void>;
}

/** The paths of the two APIs, with what Azure and others put before them. */
const paths: readonly (readonly [RegExp, ScriptedRequest['api']])[] = [
  [/\/(v1|openai)\/responses$/, 'responses'],
  [/\/(v1|openai\/deployments\/[^/]+)\/chat\/completions$/, 'chat'],
  [/\/v1\/moderations$/, 'moderations'],
];

const requestSchemas = {
  responses: 'CreateResponse',
  chat: 'CreateChatCompletionRequest',
  moderations: 'CreateModerationRequest',
} as const;

/**
 * A server that speaks OpenAI's language and answers as the script says. What it is sent and what
 * it sends is judged by OpenAI's published description, when that is at hand. Judging takes longer
 * than answering: a test of thousands of calls may do without it.
 */
export async function startScriptedOpenai(
  script: OpenaiScript,
  { judged = true }: { readonly judged?: boolean } = {},
): Promise<ScriptedOpenai> {
  const judge = judged ? openaiJudge() : null;
  const requests: ScriptedRequest[] = [];
  const violations: string[] = [];
  const ledger: LedgerEntry[] = [];

  const server = createServer((incoming, outgoing) => {
    serve(incoming, outgoing).catch((error: unknown) => {
      violations.push(`the script failed: ${String(error)}`);
      outgoing.destroy();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  async function serve(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const { pathname, search } = new URL(incoming.url ?? '/', origin);
    const api = paths.find(([pattern]) => pattern.test(pathname))?.[1];
    if (api === undefined) {
      outgoing.writeHead(404).end();
      return;
    }
    const body = (await json(incoming)) as Record<string, unknown>;
    const request = scriptedRequest({
      index: requests.length,
      api,
      path: pathname + search,
      headers: incoming.headers,
      body,
    });
    requests.push(request);
    violations.push(...(judge?.strictFaults(requestSchemas[api], body) ?? []));
    const answer = await script(request);
    if (answer.kind === 'rejected') reject(request, answer, outgoing);
    else if (answer.kind === 'moderation') moderate(request, answer, outgoing);
    else if (answer.kind === 'stream') await stream(request, answer, outgoing);
  }

  function reject(request: ScriptedRequest, answer: RejectedAnswer, outgoing: ServerResponse): void {
    const body = { error: answer.error };
    violations.push(...(judge?.faults('ErrorResponse', body) ?? []));
    outgoing
      .writeHead(answer.status, { 'content-type': 'application/json', ...identify(request), ...answer.headers })
      .end(JSON.stringify(body));
  }

  function moderate(request: ScriptedRequest, answer: ModerationAnswer, outgoing: ServerResponse): void {
    const body = moderationDocument(answer);
    violations.push(...(judge?.faults('CreateModerationResponse', body) ?? []));
    outgoing.writeHead(200, { 'content-type': 'application/json', ...identify(request) }).end(JSON.stringify(body));
  }

  async function stream(request: ScriptedRequest, answer: StreamedAnswer, outgoing: ServerResponse): Promise<void> {
    const pieces: { at: number; text: string }[] = [];
    const entry = { request, pieces, usage: null as LedgerEntry['usage'] };
    ledger.push(entry);
    if (outgoing.destroyed) return;
    outgoing.writeHead(200, { 'content-type': 'text/event-stream', ...identify(request) });
    for (const { data, text, hasUsage } of eventsOf(request, answer)) {
      await pause(answer.pauseMs?.() ?? 0);
      if (outgoing.destroyed) return;
      outgoing.write(data);
      const at = performance.now();
      if (text !== '') pieces.push({ at, text });
      if (hasUsage && answer.tokens !== null) entry.usage = { at, tokens: answer.tokens };
    }
    // So that each is in a packet of its own, the last one too.
    await pause(0);
    if (answer.end === 'stalled') return;
    if (answer.end === 'cut') outgoing.destroy();
    else outgoing.end();
  }

  function eventsOf(request: ScriptedRequest, answer: StreamedAnswer): WrittenEvent[] {
    if (request.api === 'responses') {
      return responsesEvents(request, answer).map((event) => {
        const name = eventSchemas[event.type] ?? event.type;
        violations.push(...(judge?.faults(name, event) ?? []));
        const { response, delta } = event as { response?: { usage?: unknown }; delta?: string };
        return {
          data: `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`,
          text: delta ?? '',
          hasUsage: Boolean(response?.usage),
        };
      });
    }
    const written = (body: object): WrittenEvent => {
      const { choices, usage } = body as {
        choices?: readonly { delta?: { content?: string | null; refusal?: string | null } }[];
        usage?: unknown;
      };
      const delta = choices?.[0]?.delta;
      return {
        data: `data: ${JSON.stringify(body)}\n\n`,
        text: (delta?.content ?? '') + (delta?.refusal ?? ''),
        hasUsage: Boolean(usage),
      };
    };
    const events = chatChunks(request, answer).map((chunk) => {
      violations.push(...(judge?.faults('CreateChatCompletionStreamResponse', chunk) ?? []));
      return written(chunk);
    });
    if (typeof answer.end === 'object') {
      const body = {
        error: { message: 'The model failed.', type: answer.end.failed, code: answer.end.failed, param: null },
      };
      violations.push(...(judge?.faults('ErrorResponse', body) ?? []));
      return [...events, written(body)];
    }
    const done = { data: 'data: [DONE]\n\n', text: '', hasUsage: false };
    return ['complete', 'length', 'filtered'].includes(answer.end) ? [...events, done] : events;
  }

  return {
    baseUrl: `${origin}/v1`,
    fetch: (input, init) => {
      const url = new URL(input instanceof Request ? input.url : input);
      return fetch(`${origin}${url.pathname}${url.search}`, init);
    },
    requests,
    ledger,
    violations,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
      if (violations.length > 0) {
        throw new Error(`Impossible by OpenAI's description:\n${[...new Set(violations)].join('\n')}`);
      }
    },
  };
}

interface WrittenEvent {
  readonly data: string;
  readonly text: string;
  readonly hasUsage: boolean;
}

function pause(ms: number): Promise<unknown> {
  return new Promise((resolve) => {
    if (ms > 0) setTimeout(resolve, ms);
    else setImmediate(resolve);
  });
}

/** A script that gives these answers in turn, and the last one for ever. */
export function inTurn(...answers: readonly [ScriptedAnswer, ...ScriptedAnswer[]]): OpenaiScript {
  return (request) => answers[Math.min(request.index, answers.length - 1)] as ScriptedAnswer;
}

function identify(request: ScriptedRequest): Record<string, string> {
  return { 'x-request-id': `req_${request.index}` };
}
