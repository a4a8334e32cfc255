import type { IncomingMessage } from 'node:http';
import type { TLSSocket } from 'node:tls';
import { PromptForgeError } from '../../src/index.js';

/** A host name or an address, and a port. Anything else could make another URL of a request. */
const plainHost = /^(?:[a-z0-9._-]+|\[[0-9a-f:.]+\])(?::\d{1,5})?$/i;

/**
 * Scheme and host a request was sent to. `X-Forwarded-Proto` and `X-Forwarded-Host` are believed behind
 * as many proxies as are trusted, since everybody can send them. A host that is none is `localhost`.
 */
export function originOf(request: IncomingMessage, trustProxy: number): string {
  const isSecure = (request.socket as Partial<TLSSocket>).encrypted === true;
  const scheme = forwarded(request, 'x-forwarded-proto', trustProxy)?.toLowerCase();
  const host = forwarded(request, 'x-forwarded-host', trustProxy) ?? request.headers.host ?? '';
  return originWith(scheme === 'https' || scheme === 'http' ? scheme : isSecure ? 'https' : 'http', host);
}

/** An origin that no host can turn into something else. */
export function originWith(scheme: string, host: string): string {
  const origin = `${scheme}://${host}`;
  return plainHost.test(host) && URL.canParse(origin) ? origin : `${scheme}://localhost`;
}

/**
 * What the outermost trusted proxy has said: each proxy sets the header anew, or adds to its end what it
 * knows, so that whatever the client wrote comes before.
 */
function forwarded({ headers }: IncomingMessage, name: string, trustProxy: number): string | null {
  if (trustProxy === 0) return null;
  const said = [headers[name] ?? []].flat().join(',').split(',');
  return said[Math.max(0, said.length - trustProxy)]?.trim() || null;
}

/** @throws PromptForgeError `config_invalid`: while the application starts, and not at the first request. */
export function checkedTrustProxy(trustProxy: number | undefined = 0): number {
  if (Number.isSafeInteger(trustProxy) && trustProxy >= 0) return trustProxy;
  throw new PromptForgeError(
    'config_invalid',
    'trustProxy is how many proxies stand in front of this server: a whole number of 0 or more.',
  );
}
