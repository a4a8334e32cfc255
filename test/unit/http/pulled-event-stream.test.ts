import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { pulledEventStream } from '../../../src/http/streams/pulled-event-stream.js';
import type { ServerSentEvent } from '../../../src/http/streams/server-sent-event.js';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
});

const step = (id: number): ServerSentEvent => ({ id: `${id}`, event: 'step.started', data: { id } });
const written = (id: number) => `id: ${id}\nevent: step.started\ndata: {"id":${id}}\n\n`;

/** A stream of what the test gives out, and what was asked for. */
function streamed(mayGoOn: () => Promise<void> = async () => {}, onProblem: (error: unknown) => void = () => {}) {
  const waiting: PromiseWithResolvers<IteratorResult<ServerSentEvent, unknown>>[] = [];
  let asked = 0;
  const left: string[] = [];
  const events = {
    next: () => {
      asked += 1;
      return new Promise<IteratorResult<ServerSentEvent, unknown>>((resolve, reject) =>
        waiting.push({ resolve, reject }),
      );
    },
  };
  const { body } = pulledEventStream({
    events,
    first: events.next(),
    heartbeatMs: 15_000,
    onLeave: () => left.push('left'),
    mayGoOn,
    problemOf(error) {
      onProblem(error);
      return { id: null, event: 'problem', data: { detail: (error as Error).message } };
    },
  });
  if (body === null) throw new Error('There is no body.');
  const reader = body.getReader();
  return {
    reader,
    left,
    asked: () => asked,
    give: (event: ServerSentEvent) => waiting.shift()?.resolve({ done: false, value: event }),
    end: () => waiting.shift()?.resolve({ done: true, value: undefined }),
    fail: (error: Error) => waiting.shift()?.reject(error),
    async read() {
      const { done, value } = await reader.read();
      return done ? null : new TextDecoder().decode(value);
    },
  };
}

interface PromiseWithResolvers<T> {
  readonly resolve: (value: T) => void;
  readonly reject: (error: Error) => void;
}

/** A stream is asked for more a moment after it was read. */
const moment = () => new Promise((resolve) => setImmediate(resolve));

test('nothing is asked for before what came was read', async () => {
  const { read, give, asked } = streamed();
  expect(await read()).toBe('retry: 2000\n\n');
  give(step(1));
  expect(await read()).toBe(written(1));
  await moment();
  expect(asked()).toBe(1);
  const next = read();
  await moment();
  expect(asked()).toBe(2);
  give(step(2));
  expect(await next).toBe(written(2));
  expect(asked()).toBe(2);
});

test('silence is broken by a comment, and what was waited for comes after it, once', async () => {
  const { read, give, end, asked } = streamed();
  await read();
  const silent = read();
  await vi.advanceTimersByTimeAsync(15_000);
  expect(await silent).toBe(': \n\n');
  const next = read();
  give(step(1));
  expect(await next).toBe(written(1));
  expect(asked()).toBe(1);
  const last = read();
  await moment();
  end();
  expect(await last).toBeNull();
  expect(vi.getTimerCount()).toBe(0);
});

test('what may not go on ends with a problem at the next sign of life', async () => {
  const { read, left } = streamed(() => Promise.reject(new Error('The session has ended.')));
  await read();
  const silent = read();
  await vi.advanceTimersByTimeAsync(15_000);
  expect(await silent).toBe('event: problem\ndata: {"detail":"The session has ended."}\n\n');
  expect(await read()).toBeNull();
  expect(left).toEqual(['left']);
});

test('a source that fails ends with a problem', async () => {
  const { read, fail } = streamed();
  await read();
  const next = read();
  fail(new Error('Away.'));
  expect(await next).toBe('event: problem\ndata: {"detail":"Away."}\n\n');
  expect(await read()).toBeNull();
});

test('who leaves is told of, and what was being waited for may fail unheard', async () => {
  const { read, reader, left, fail } = streamed();
  await read();
  await reader.cancel();
  expect(left).toEqual(['left']);
  fail(new Error('Nobody hears this.'));
  await moment();
});

test.each([
  'is allowed to go on',
  'is not',
])('who leaves while it is asked whether the stream %s is no problem', async (answer) => {
  const problems: unknown[] = [];
  const asked: PromiseWithResolvers<void>[] = [];
  const mayGoOn = () => new Promise<void>((resolve, reject) => asked.push({ resolve, reject }));
  const { read, reader, left } = streamed(mayGoOn, (error) => problems.push(error));
  await read();
  const silent = read();
  await vi.advanceTimersByTimeAsync(15_000);
  await reader.cancel();
  if (answer === 'is not') asked[0]?.reject(new Error('The session has ended.'));
  else asked[0]?.resolve();
  expect(await silent).toBeNull();
  await moment();
  expect(problems).toEqual([]);
  expect(left).toEqual(['left']);
});
