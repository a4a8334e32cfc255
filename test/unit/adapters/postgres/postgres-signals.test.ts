import { EventEmitter, getEventListeners } from 'node:events';
import { afterEach, expect, test, vi } from 'vitest';
import { PostgresSignals } from '../../../../adapters/postgres/postgres-signals.js';

afterEach(() => {
  vi.restoreAllMocks();
});

/** Sessions that end when a test says so. */
function sessions() {
  const clients: EventEmitter[] = [];
  return {
    clients,
    async open() {
      const emitter = new EventEmitter();
      clients.push(emitter);
      const client = { query: async () => ({ rows: [] }), on: emitter.on.bind(emitter) };
      return { client, query: client.query, close: async () => {} };
    },
  };
}

test('a connection that has gone leaves nothing behind that waits for the end of listening', async () => {
  const waitedFor = vi.spyOn(AbortController.prototype, 'signal', 'get');
  const { clients, open } = sessions();
  const signals = new PostgresSignals(open);
  await signals.watch('topic', () => {});
  const stopped = waitedFor.mock.results[0]?.value;
  for (let connections = 1; connections <= 4; connections += 1) {
    await vi.waitFor(() => expect(clients).toHaveLength(connections), { timeout: 10_000 });
    clients.at(-1)?.emit('end');
  }
  await vi.waitFor(() => expect(clients).toHaveLength(5), { timeout: 10_000 });
  await vi.waitFor(() => expect(getEventListeners(stopped, 'abort')).toHaveLength(1));
  await signals.close();
});
