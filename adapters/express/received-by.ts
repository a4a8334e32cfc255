import { addressOf, plainAddress } from '../node/address-of.js';
import { originWith } from '../node/origin-of.js';
import type { Received } from '../node/to-web-request.js';
import type { ExpressRequest } from './express-types.js';

/** What Express knows of a request. Which proxies are believed is the business of its `trust proxy`. */
export function receivedBy(request: ExpressRequest): Received {
  const { protocol = 'http', originalUrl, body } = request;
  return {
    origin: originWith(protocol, hostOf(request)),
    target: originalUrl,
    address: clientOf(request),
    parsedBody: body,
  };
}

/** Express tells the name it believes without its port, which stands where it has the name from. */
function hostOf(request: ExpressRequest): string {
  const { hostname = '', headers } = request;
  const [forwarded = ''] = [headers['x-forwarded-host'] ?? []].flat().join(',').split(',');
  const own = headers.host ?? '';
  const sources = saysProxies(request) ? [forwarded.trim(), own] : [own];
  return sources.find((source) => source.replace(/:\d+$/, '') === hostname) ?? hostname;
}

function clientOf(request: ExpressRequest): string | null {
  return saysProxies(request) ? plainAddress(request.ip) : addressOf(request, undefined);
}

/** False is what Express begins with, and says nothing of whether there are proxies. */
function saysProxies({ app }: ExpressRequest): boolean {
  return (app?.get('trust proxy') ?? false) !== false;
}
