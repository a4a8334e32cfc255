import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { Stripe } from 'stripe';
import { answerRequest, type StripeRequest } from './answer-request.js';
import { formFields } from './form-fields.js';
import { StripeAccount } from './stripe-account.js';
import { StripeFailure } from './stripe-failure.js';

export interface ReceivedRequest extends StripeRequest {
  readonly idempotencyKey: string | null;
}

/**
 * What happens to a request instead of an answer, or before it: a failure that is answered, a
 * connection that is cut before or after the request was carried out, or waiting.
 */
export type Mishap = StripeFailure | 'cut' | 'cut after' | Promise<unknown> | null;

export interface ScriptedStripe {
  /** Whose the requests are about. */
  account: StripeAccount;
  /** Every request received, in order. */
  readonly requests: ReceivedRequest[];
  /** Asked about each request before it is carried out. */
  mishap: (request: ReceivedRequest) => Mishap;
  /** Where it listens, for a client that a test makes itself. */
  readonly address: { readonly host: string; readonly port: number; readonly protocol: 'http' };
  /** The real SDK, which talks to this server. */
  client(config?: ConstructorParameters<typeof Stripe>[1]): Stripe;
  close(): Promise<void>;
}

export const secretKey = 'sk_test_51ScriptedStripeDoesNotKnowIt';

interface Replay {
  readonly request: string;
  readonly status: number;
  readonly body: string;
}

/**
 * A server that speaks the part of Stripe's API that is used, and keeps to its rules: parameters as a
 * form, lists page by page and newest first, idempotency keys for POST, whose failures are kept too.
 */
export async function startScriptedStripe(): Promise<ScriptedStripe> {
  const requests: ReceivedRequest[] = [];
  const replays = new WeakMap<StripeAccount, Map<string, Replay>>();
  const server = createServer((incoming, outgoing) => {
    serve(incoming, outgoing).catch((error: unknown) => {
      outgoing.writeHead(500).end(JSON.stringify({ error: { type: 'api_error', message: `the script: ${error}` } }));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;

  const address = { host: '127.0.0.1', port, protocol: 'http' } as const;

  const scripted: ScriptedStripe = {
    account: new StripeAccount(),
    requests,
    mishap: () => null,
    address,
    client: (config = {}) => new Stripe(secretKey, { ...address, maxNetworkRetries: 0, telemetry: false, ...config }),
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };

  async function serve(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const url = new URL(incoming.url ?? '/', 'http://stripe.test');
    const encoded = incoming.method === 'POST' ? await text(incoming) : url.search.slice(1);
    const idempotencyKey = incoming.headers['idempotency-key'];
    const request: ReceivedRequest = {
      method: incoming.method ?? 'GET',
      path: url.pathname.replace(/^\/v1/, ''),
      fields: formFields(encoded),
      idempotencyKey: incoming.method === 'POST' && typeof idempotencyKey === 'string' ? idempotencyKey : null,
    };
    requests.push(request);
    const mishap = scripted.mishap(request);
    if (mishap === 'cut') return void outgoing.destroy();
    if (mishap instanceof Promise) await mishap;
    const { status, body, headers } = answer(request, encoded, incoming.headers.authorization, mishap);
    if (mishap === 'cut after') return void outgoing.destroy();
    outgoing.writeHead(status, {
      'content-type': 'application/json',
      'request-id': scripted.account.newId('req'),
      ...headers,
    });
    outgoing.end(body);
  }

  function answer(request: ReceivedRequest, encoded: string, authorization: string | undefined, mishap: Mishap) {
    const { idempotencyKey, method, path } = request;
    const signature = `${method} ${path} ${encoded}`;
    const kept = replays.get(scripted.account) ?? new Map<string, Replay>();
    replays.set(scripted.account, kept);
    const known = idempotencyKey === null ? undefined : kept.get(idempotencyKey);
    if (known !== undefined && known.request !== signature) {
      return failure(
        new StripeFailure(400, {
          type: 'idempotency_error',
          message: 'Keys for idempotent requests can only be used with the same parameters they were first used with.',
        }),
      );
    }
    if (known !== undefined)
      return { status: known.status, body: known.body, headers: { 'idempotent-replayed': 'true' } };
    const answered = attempt(request, authorization, mishap);
    if (idempotencyKey !== null && answered.status !== 401 && answered.status !== 429) {
      kept.set(idempotencyKey, { request: signature, status: answered.status, body: answered.body });
    }
    return answered;
  }

  function attempt(request: ReceivedRequest, authorization: string | undefined, mishap: Mishap) {
    try {
      if (authorization !== `Bearer ${secretKey}`) {
        throw new StripeFailure(401, {
          type: 'invalid_request_error',
          message: 'Invalid API Key provided: sk_test_****',
        });
      }
      if (mishap instanceof StripeFailure) throw mishap;
      return { status: 200, body: JSON.stringify(answerRequest(scripted.account, request)), headers: {} };
    } catch (error) {
      if (error instanceof StripeFailure) return failure(error);
      throw error;
    }
  }

  return scripted;
}

function failure({ status, body, headers }: StripeFailure) {
  return { status, body: JSON.stringify({ error: body }), headers };
}
