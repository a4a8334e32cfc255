import { createParser } from 'eventsource-parser';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { eventStream } from '../../../src/http/streams/event-stream.js';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
});
afterEach(() => {
  vi.useRealTimers();
});

function streamed() {
  const left: string[] = [];
  const stream = eventStream({ onLeave: () => left.push('left'), headers: {}, heartbeatMs: 15_000 });
  const { body } = stream.response;
  if (body === null) throw new Error('There is no body.');
  const reader = body.getReader();
  const read = async () => {
    const { done, value } = await reader.read();
    return done ? null : new TextDecoder().decode(value);
  };
  return { ...stream, reader, read, left };
}

const delta = (text: string) => ({ id: null, event: 'model.delta', data: { text } });
const step = (id: string) => ({ id, event: 'step.started', data: { step: 1 } });

test('events are written as the standard has them, and read by its parser', async () => {
  const { send, end, response } = streamed();
  expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
  expect(response.headers.get('cache-control')).toBe('no-store');
  const all = streamed();
  all.send(step('run-1:1'));
  all.send(delta('two\nlines: é\u2028'));
  all.end();
  const parsed: unknown[] = [];
  const parser = createParser({ onEvent: ({ id, event, data }) => parsed.push([id, event, JSON.parse(data)]) });
  for (let text = await all.read(); text !== null; text = await all.read()) parser.feed(text);
  expect(parsed).toEqual([
    ['run-1:1', 'step.started', { step: 1 }],
    [undefined, 'model.delta', { text: 'two\nlines: é\u2028' }],
  ]);
  send(delta(''));
  end();
});

test('what is sent while somebody reads is there at once', async () => {
  const { send, read } = streamed();
  expect(await read()).toBe('retry: 2000\n\n');
  const next = read();
  send(step('run-1:1'));
  expect(await next).toBe('id: run-1:1\nevent: step.started\ndata: {"step":1}\n\n');
});

test('silence is broken by comments, until the end', async () => {
  const { read, end } = streamed();
  await read();
  const next = read();
  vi.advanceTimersByTime(15_000);
  expect(await next).toBe(': \n\n');
  end();
  expect(await read()).toBeNull();
  expect(vi.getTimerCount()).toBe(0);
});

test('a reader that is slow gets every step, while pieces beyond what may wait are left out', async () => {
  const { send, end, read } = streamed();
  for (let index = 1; index <= 1_000; index += 1) {
    send(delta('x'.repeat(1_000)));
    send(step(`run-1:${index}`));
  }
  // However long nobody reads, no comment is added to what waits.
  vi.advanceTimersByTime(60_000);
  end();
  let text = '';
  for (let piece = await read(); piece !== null; piece = await read()) text += piece;
  expect(text.match(/^id: run-1:\d+$/gm)).toHaveLength(1_000);
  expect(text.match(/model\.delta/g)?.length).toBeLessThan(270);
  expect(text).not.toContain('\n: \n');
});

test('who leaves before the end is told of, once, and nothing is kept for them', async () => {
  const { reader, read, send, left } = streamed();
  await read();
  await reader.cancel();
  send(step('run-1:1'));
  expect(left).toEqual(['left']);
  expect(vi.getTimerCount()).toBe(0);
});

test('who leaves after the end has missed nothing', async () => {
  const { reader, end, left } = streamed();
  end();
  await reader.cancel();
  expect(left).toEqual([]);
});
