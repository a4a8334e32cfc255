import { addressOf, plainAddress } from '../node/address-of.js';
import { originWith } from '../node/origin-of.js';
import type { Received } from '../node/to-web-request.js';
import type { ExpressRequest } from './express-types.js';

/** What Express knows of a request. Which proxies are believed is the business of its `trust proxy`. */
export function receivedBy(request: ExpressRequest): Received {
  const { protocol = 'http', hostname = '', headers, originalUrl, body } = request;
  const host = headers.host ?? '';
  // Express leaves out the port of the host, and never that of a name behind a proxy.
  const isOwn = host.replace(/:\d+$/, '') === hostname;
  return {
    origin: originWith(protocol, isOwn ? host : hostname),
    target: originalUrl,
    address: clientOf(request),
    parsedBody: body,
  };
}

/** False is what Express begins with, and says nothing of whether there are proxies. */
function clientOf(request: ExpressRequest): string | null {
  const isSaid = (request.app?.get('trust proxy') ?? false) !== false;
  return isSaid ? plainAddress(request.ip) : addressOf(request, undefined);
}
