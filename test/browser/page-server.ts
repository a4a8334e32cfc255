import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Says of every script that runs or would run, inline, in a handler or as an address, and stops none. */
const watching = "script-src 'none'; object-src 'none'; base-uri 'none'; report-uri /report";

/** Serves documents over HTTP, so that the browser's own parser reads them from bytes. What it doesn't know is empty. */
export async function servePages(): Promise<{
  /** The address of a document with this content. */
  add(html: string): string;
  close(): Promise<void>;
}> {
  const pages = new Map<string, string>();
  const server = createServer((request, response) => {
    const html = pages.get(request.url ?? '');
    response.writeHead(html === undefined ? 204 : 200, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy-report-only': watching,
    });
    response.end(html);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    add: (html) => {
      const path = `/page-${pages.size}`;
      pages.set(path, html);
      return `${origin}${path}`;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
