import { connect, createServer, type Socket } from 'node:net';

export interface CountingProxy {
  /** The address of the database through the proxy. */
  readonly url: string;
  /** Messages of clients since the last call, by their type byte: P parse, B bind, E execute, S sync, Q query. */
  take(): Readonly<Record<string, number>>;
  close(): Promise<void>;
}

/** Passes everything on to a server, and counts what its clients send. */
export async function startCountingProxy(url: string): Promise<CountingProxy> {
  const target = new URL(url);
  let counts: Record<string, number> = {};
  const sockets = new Set<Socket>();
  const proxy = createServer((client) => {
    const server = connect(Number(target.port), target.hostname);
    const count = messageCounter((type) => {
      counts[type] = (counts[type] ?? 0) + 1;
    });
    client.on('data', count);
    client.pipe(server).pipe(client);
    for (const socket of [client, server]) {
      sockets.add(socket);
      socket.on('error', () => {}).on('close', () => sockets.delete(socket));
    }
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const address = proxy.address();
  const through = new URL(url);
  through.port = String(typeof address === 'object' ? address?.port : '');
  return {
    url: through.href,
    take() {
      const taken = counts;
      counts = {};
      return taken;
    },
    close() {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => proxy.close(() => resolve()));
    },
  };
}

/** The first message of a connection is a length and a body; all others begin with a type byte. */
function messageCounter(count: (type: string) => void): (data: Buffer) => void {
  let rest = Buffer.alloc(0);
  let typed = false;
  return (data) => {
    rest = Buffer.concat([rest, data]);
    for (;;) {
      const head = typed ? 1 : 0;
      if (rest.length < head + 4) return;
      const size = head + rest.readInt32BE(head);
      if (rest.length < size) return;
      if (typed) count(rest.toString('latin1', 0, 1));
      typed = true;
      rest = rest.subarray(size);
    }
  };
}
