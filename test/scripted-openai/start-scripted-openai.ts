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
  type StreamedAnswer,
} from './scripted-answer.js';
import { type ScriptedRequest, scriptedRequest } from './scripted-request.js';

export type OpenaiScript = (request: ScriptedRequest) => ScriptedAnswer | Promise<ScriptedAnswer>;

export interface ScriptedOpenai {
  /** Give it to `openaiModel` as `baseUrl`: the model then sees a server that is not OpenAI. */
  readonly baseUrl: string;
  /** Give it to `openaiModel` as `fetch` instead: the model then believes it talks to OpenAI, or Azure. */
  readonly fetch: typeof globalThis.fetch;
  /** Every request received, in order. */
  readonly requests: readonly ScriptedRequest[];
  /** Requests and answers that are impossible by OpenAI's description, so far. */
  readonly violations: readonly string[];
  /** Stops the server. Rejects when there were violations, so that no test rests on them. */
  close(): Promise<void>;
}

/** The paths of the two APIs, with what Azure and others put before them. */
const paths: readonly (readonly [RegExp, ScriptedRequest['api']])[] = [
  [/\/v1\/responses$/, 'responses'],
  [/\/v1\/chat\/completions$/, 'chat'],
  [/\/v1\/moderations$/, 'moderations'],
];

const requestSchemas = {
  responses: 'CreateResponse',
  chat: 'CreateChatCompletionRequest',
  moderations: 'CreateModerationRequest',
} as const;

/**
 * A server that speaks OpenAI's language and answers as the script says. What it is sent and what
 * it sends is judged by OpenAI's published description, when that is at hand.
 */
export async function startScriptedOpenai(script: OpenaiScript): Promise<ScriptedOpenai> {
  const judge = openaiJudge();
  const requests: ScriptedRequest[] = [];
  const violations: string[] = [];

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
    const path = new URL(incoming.url ?? '/', origin).pathname;
    const api = paths.find(([pattern]) => pattern.test(path))?.[1];
    if (api === undefined) {
      outgoing.writeHead(404).end();
      return;
    }
    const body = (await json(incoming)) as Record<string, unknown>;
    const request = scriptedRequest(requests.length, api, incoming.headers, body);
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
    outgoing.writeHead(200, { 'content-type': 'text/event-stream', ...identify(request) });
    for (const event of eventsOf(request, answer)) {
      // Each in a packet of its own, as far as the network lets it.
      outgoing.write(event);
      await new Promise(setImmediate);
    }
    if (answer.end === 'stalled') return;
    if (answer.end === 'cut') outgoing.destroy();
    else outgoing.end();
  }

  function eventsOf(request: ScriptedRequest, answer: StreamedAnswer): string[] {
    if (request.api === 'responses') {
      return responsesEvents(request, answer).map((event) => {
        const name = eventSchemas[event.type] ?? event.type;
        violations.push(...(judge?.faults(name, event) ?? []));
        return `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`;
      });
    }
    const events = chatChunks(request, answer).map((chunk) => {
      violations.push(...(judge?.faults('CreateChatCompletionStreamResponse', chunk) ?? []));
      return `data: ${JSON.stringify(chunk)}\n\n`;
    });
    if (typeof answer.end === 'object') {
      const body = {
        error: { message: 'The model failed.', type: answer.end.failed, code: answer.end.failed, param: null },
      };
      violations.push(...(judge?.faults('ErrorResponse', body) ?? []));
      return [...events, `data: ${JSON.stringify(body)}\n\n`];
    }
    return ['complete', 'length', 'filtered'].includes(answer.end) ? [...events, 'data: [DONE]\n\n'] : events;
  }

  return {
    baseUrl: `${origin}/v1`,
    fetch: (input, init) => {
      const url = new URL(input instanceof Request ? input.url : input);
      return fetch(`${origin}${url.pathname}${url.search}`, init);
    },
    requests,
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

/** A script that gives these answers in turn, and the last one for ever. */
export function inTurn(...answers: readonly [ScriptedAnswer, ...ScriptedAnswer[]]): OpenaiScript {
  return (request) => answers[Math.min(request.index, answers.length - 1)] as ScriptedAnswer;
}

function identify(request: ScriptedRequest): Record<string, string> {
  return { 'x-request-id': `req_${request.index}` };
}
