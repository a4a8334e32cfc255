import type { IncomingMessage } from 'node:http';
import { BlockList, isIP } from 'node:net';

/** Where proxies stand, and whoever else is near: this machine, and networks that are not public. */
const nearby = new BlockList();
for (const [network, bits] of [
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
] as const) {
  nearby.addSubnet(network, bits, 'ipv4');
}
nearby.addAddress('::1', 'ipv6');
nearby.addSubnet('fc00::', 7, 'ipv6');
nearby.addSubnet('fe80::', 10, 'ipv6');

/** What proxies add to a request. */
const marksOfProxies = [
  'forwarded',
  'via',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-proto',
  'x-real-ip',
  'cf-connecting-ip',
  'true-client-ip',
] as const;

/**
 * The address of the client; null where it cannot be known. Behind proxies it is what the outermost one
 * has seen: each adds to the end of `X-Forwarded-For`. Where nobody has said how many there are, the other
 * end of the connection may be one, whose address all clients would share: one that is nearby, or sends
 * what proxies add, is taken for a proxy.
 */
export function addressOf(
  request: Pick<IncomingMessage, 'socket' | 'headers'>,
  trustProxy: number | undefined,
): string | null {
  const { socket, headers } = request;
  const peer = plainAddress(socket.remoteAddress);
  if (trustProxy === undefined) {
    const isProxied = marksOfProxies.some((name) => headers[name] !== undefined);
    return isProxied || peer === null || isNearby(peer) ? null : peer;
  }
  if (trustProxy === 0) return peer;
  const seen = [headers['x-forwarded-for'] ?? []].flat().join(',').split(',');
  return plainAddress(seen[seen.length - trustProxy]?.trim());
}

/** An address without the port that some proxies add, and IPv4 as such; null for what is none. */
export function plainAddress(text: string | undefined): string | null {
  const bare = (text ?? '')
    .replace(/^\[(.*)\](?::\d+)?$/, '$1')
    .replace(/^([\d.]+):\d+$/, '$1')
    .replace(/^::ffff:(?=\d+\.)/i, '');
  return isIP(bare) === 0 ? null : bare;
}

function isNearby(address: string): boolean {
  return nearby.check(address, isIP(address) === 4 ? 'ipv4' : 'ipv6');
}
