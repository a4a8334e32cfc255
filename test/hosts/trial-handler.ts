import { setImmediate as turn } from 'node:timers/promises';
import { getHeapCodeStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** How much of an endless answer is one event, in bytes. */
export const eventBytes = 65_536;
/** How many events a long answer has. */
export const eventCount = 1_000;

const facts = new Map<string, string | number>();

/**
 * A web-standard handler that does what is hard for a host, below `/trial`: it echoes what arrived, sets
 * cookies, waits for its client to leave, and streams. What became of a request is asked for with another
 * one, so that it may run in a process of its own.
 */
export async function trialHandler(request: Request): Promise<Response> {
  const { pathname, searchParams } = new URL(request.url);
  const id = searchParams.get('id') ?? '';
  switch (pathname.split('/')[2]) {
    case 'cookies':
      return withCookies();
    case 'nothing':
      return new Response(null, { status: 204, headers: { 'x-own': 'yes' } });
    case 'slow':
      return untilLeft(id, request.signal);
    case 'events':
      return longAnswer(id);
    case 'breaking':
      return breakingAnswer();
    case 'throwing':
      throw new Error('the handler failed');
    case 'process':
      return Response.json(await processFacts());
    case 'told':
      return Response.json(facts.get(id) ?? null);
    default:
      return echo(request);
  }
}

/** What a process holds on to, in bytes after all garbage was collected, and what keeps it alive. */
export interface ProcessFacts {
  readonly heap: number;
  readonly rss: number;
  readonly resources: readonly string[];
}

let collect: (() => void) | null = null;

async function processFacts(): Promise<ProcessFacts> {
  if (collect === null) {
    setFlagsFromString('--expose-gc');
    collect = runInNewContext('gc') as () => void;
  }
  // What is finalized in the first round is free in the second.
  for (const _round of [1, 2]) {
    collect();
    await turn();
  }
  const { heapUsed, rss } = process.memoryUsage();
  // What is compiled grows for as long as anything is still being optimized, and has its end.
  const { code_and_metadata_size, bytecode_and_metadata_size } = getHeapCodeStatistics();
  return {
    heap: heapUsed - code_and_metadata_size - bytecode_and_metadata_size,
    rss,
    resources: process.getActiveResourcesInfo(),
  };
}

async function echo(request: Request): Promise<Response> {
  const { method, url, headers } = request;
  const body = await request.text();
  return Response.json({ method, url, body, own: headers.get('x-own') }, { headers: { 'x-method': method } });
}

function withCookies(): Response {
  return new Response('set', {
    status: 201,
    headers: [
      ['set-cookie', 'a=1; Path=/'],
      ['x-own', 'yes'],
      ['set-cookie', 'b=2; Expires=Wed, 09 Jun 2027 10:18:14 GMT'],
    ],
  });
}

async function untilLeft(id: string, signal: AbortSignal): Promise<Response> {
  facts.set(id, 'working');
  await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
  facts.set(id, 'aborted');
  return new Response('nobody reads this');
}

/** Tells how many events were asked of it, and that it was canceled. */
function longAnswer(id: string): Response {
  let made = 0;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      const data = `data: ${made}\n\n`;
      const comment = `:${'.'.repeat(eventBytes - data.length - 2)}\n`;
      controller.enqueue(new TextEncoder().encode(`${comment}${data}`));
      made += 1;
      facts.set(id, made);
      if (made === eventCount) controller.close();
    },
    cancel() {
      facts.set(id, 'canceled');
    },
  });
  return new Response(body, { headers: { 'content-type': 'text/event-stream' } });
}

function breakingAnswer(): Response {
  let made = 0;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      made += 1;
      if (made > 3) throw new Error('the source dried up');
      controller.enqueue(new TextEncoder().encode('piece'));
    },
  });
  return new Response(body);
}
