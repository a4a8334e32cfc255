import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { gunzipSync } from 'node:zlib';
import * as Sentry from '@sentry/node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PromptForgeError, type ReportError, sentryReporter } from '../../src/index.js';
import { scriptedFailure } from '../../src/testing/scripted-model.js';
import { type ForgeSetup, forgeWithModel } from '../fixtures/forge-with-model.js';
import { rewrite, verdict } from '../fixtures/model-answers.js';
import { storageWithFaults } from '../fixtures/storage-with-faults.js';

/** Stands nowhere in the source, lines of which Sentry sends along. */
const word = ['can', 'ary'].join('');
const written = `Write a ${word} letter to {${word}_name} about ${word}@example.com and 4111 1111 1111 1111.`;
const rewritten = `Write a short ${word} letter to {${word}_name}, about ${word}@example.com.`;
const noted = verdict(2, { goal: { weakness: `${word} weakness`, evidence: `${word} letter` } });
const secret = `a ${word} secret of the tests, longer than 32 bytes`;

/** Everything that was sent, as it came over the wire. */
const envelopes: string[] = [];
let relay: Server;

const listen = (server: Server) =>
  new Promise<string>((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve(`127.0.0.1:${(server.address() as AddressInfo).port}`));
  });

beforeAll(async () => {
  relay = createServer(async (request, response) => {
    const body = await buffer(request);
    envelopes.push(String(request.headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body));
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
  });
  Sentry.init({
    dsn: `http://key@${await listen(relay)}/1`,
    // Everything that can be switched on.
    integrations: [Sentry.extraErrorDataIntegration({ depth: 9 })],
    dataCollection: { userInfo: true, cookies: true, httpHeaders: true, urlQueryParams: true },
  });
  // As local variables come, for which a debugger would have to listen.
  Sentry.addEventProcessor((event) => {
    for (const { stacktrace } of event.exception?.values ?? []) {
      for (const frame of stacktrace?.frames ?? []) frame.vars = { prompt: written };
    }
    return event;
  });
});
afterAll(async () => {
  await Sentry.close();
  relay.closeAllConnections();
  relay.close();
});

/** What a host may have written down for Sentry before something fails. */
function scribble(): void {
  Sentry.setUser({ id: 'user-1', email: `${word}@example.com`, username: word });
  Sentry.setExtra('prompt', written);
  Sentry.setContext('prompt', { text: written });
  Sentry.addBreadcrumb({ message: written, data: { written } });
  Sentry.getCurrentScope().addAttachment({ filename: 'prompt.txt', data: written });
}

/** Carries out what fails while a real server answers a request that is full of words. */
async function withinRequest(task: () => Promise<unknown>): Promise<void> {
  const server = createServer(async (request, response) => {
    // As most frameworks read it, and as Sentry listens.
    request.on('data', () => {});
    await once(request, 'end');
    scribble();
    await task();
    response.end();
  });
  const host = await listen(server);
  const answer = await fetch(`http://${host}/api/gpt-editor?q=${word}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${word}`, cookie: `session=${word}`, 'content-type': 'application/json' },
    body: JSON.stringify({ prompt: written }),
  });
  await answer.text();
  server.closeAllConnections();
  server.close();
}

/** The envelopes of what fails in there. */
async function sentBy(task: () => Promise<unknown>): Promise<string> {
  // Sentry leaves out what looks like the event before.
  Sentry.captureMessage(`between ${envelopes.length}`);
  await Sentry.flush();
  const before = envelopes.length;
  await withinRequest(task);
  await Sentry.flush();
  return envelopes.slice(before).join('\n');
}

/** Events of errors in envelopes. */
function eventsIn(sent: string) {
  return sent
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line))
    .filter((item) => item.exception !== undefined);
}

/** A run that fails in a certain way. @returns its token. */
async function failingRun(script: readonly unknown[], setup: ForgeSetup, onError: ReportError): Promise<string> {
  const { optimize, forge, tokenFor } = forgeWithModel(script, { session: { secret }, onError, ...setup });
  const token = await tokenFor();
  const error = await optimize({ token, prompt: written }).catch((thrown: unknown) => thrown);
  await forge.close();
  expect(error).toBeDefined();
  return token;
}

/** What a database says when it fails: with what it was given. */
function databaseError(): Error {
  const cause = Object.assign(new Error(`Key (prompt)=(${written})\n    at ${word} (${word}.js:1:1)`), {
    code: '23505',
  });
  return Object.assign(new Error(`insert failed: ${word}`, { cause }), {
    parameters: [written],
    name: 'DatabaseError',
  });
}

const faulty = (method: string, error: () => Error): ForgeSetup => ({
  storage: (storage) => storageWithFaults(storage, { [method]: () => Promise.reject(error()) }),
});
const settleDown = () =>
  new PromptForgeError('storage_unavailable', 'The storage did not answer.', { cause: databaseError() });

interface Case {
  readonly what: string;
  readonly script: readonly unknown[];
  readonly setup: ForgeSetup;
  readonly code: string;
  readonly hasRun: boolean;
}

const cases: readonly Case[] = [
  {
    what: 'cannot be settled, with all of its result',
    script: [noted, rewrite(rewritten), verdict(4)],
    setup: faulty('ledger.settle', settleDown),
    code: 'storage_unavailable',
    hasRun: true,
  },
  {
    what: 'fails and cannot be settled',
    script: [noted, scriptedFailure('model_refused')],
    setup: faulty('ledger.settle', settleDown),
    code: 'storage_unavailable',
    hasRun: true,
  },
  {
    what: 'meets a storage that throws an error of its own in between',
    script: [noted, rewrite(rewritten), verdict(4)],
    setup: faulty('ledger.checkpoint', databaseError),
    code: 'foreign',
    hasRun: true,
  },
  {
    what: 'meets one that does at once',
    script: [],
    setup: faulty('ledger.reserve', databaseError),
    code: 'foreign',
    hasRun: false,
  },
];

describe('what is sent to Sentry', () => {
  test.each(cases)('of a run that $what has no word of a user', async ({ script, setup, code, hasRun }) => {
    let token = '';
    const sent = await sentBy(async () => {
      token = await failingRun(script, setup, sentryReporter(Sentry));
    });
    const event = eventsIn(sent).find(({ tags }) => tags['promptforge.code'] === code);
    expect(event?.tags['promptforge.run_id'] !== undefined).toBe(hasRun);
    expect(event?.exception.values.at(-1).stacktrace.frames.length).toBeGreaterThan(0);
    expect(sent.length).toBeGreaterThan(1_000);
    for (const private_ of [word, '4111 1111', token, String(token.split('.')[2]), secret]) {
      expect(sent).not.toContain(private_);
    }
  });

  test('says what failed: our code and message, the kinds of errors below, and the user by id', async () => {
    const error = new PromptForgeError('run_unsettled', 'The run was carried out.', {
      cause: settleDown(),
      details: { runId: 'run-7' },
      unsettled: { prompt: written },
    });
    const sent = await sentBy(async () => sentryReporter(Sentry)(error, { during: 'settle' }));
    const [event] = eventsIn(sent);
    expect(event.tags).toMatchObject({
      'promptforge.code': 'run_unsettled',
      'promptforge.during': 'settle',
      'promptforge.run_id': 'run-7',
    });
    expect(event.exception.values.map(({ type, value }: Record<string, string>) => `${type} ${value}`)).toEqual([
      'Error 23505: the message is withheld',
      'DatabaseError the message is withheld',
      'PromptForgeError storage_unavailable: The storage did not answer.',
      'PromptForgeError run_unsettled: The run was carried out.',
    ]);
    expect(event.user).toEqual({ id: 'user-1' });
    expect(event.contexts).toHaveProperty('runtime');
    expect(sent).not.toContain(word);
  });

  test.each([
    ['a word', word],
    ['nothing', undefined],
    ['an object', { prompt: written }],
    ['an error without a stack', Object.assign(new Error(word), { stack: undefined })],
    ['an error whose stack tells of another message', Object.assign(new Error(word), { message: 'else' })],
    ['an error whose message was taken away', Object.assign(new Error(`${word}\n    at ${word}`), { message: '' })],
    ['an error that is named by a user', Object.assign(new Error('x'), { name: `of ${word}` })],
  ])('of %s that was thrown is that it was', async (_what, thrown) => {
    const sent = await sentBy(async () => sentryReporter(Sentry)(thrown, { during: 'onEvent', runId: 'run-8' }));
    expect(eventsIn(sent)).toMatchObject([{ tags: { 'promptforge.code': 'foreign', 'promptforge.run_id': 'run-8' } }]);
    expect(sent).not.toContain(word);
  });

  test('would have had all those words without the reporter', async () => {
    const sent = await sentBy(async () => Sentry.captureException(databaseError()));
    const [event] = eventsIn(sent);
    expect(JSON.stringify(event.request)).toContain(`${word} letter`);
    for (const part of [event.exception, event.breadcrumbs, event.extra, event.contexts, event.user]) {
      expect(JSON.stringify(part)).toContain(word);
    }
    expect(JSON.stringify(event.exception.values[0].stacktrace.frames[0].vars)).toContain(word);
    expect(sent).toContain('"type":"attachment"');
  });
});
