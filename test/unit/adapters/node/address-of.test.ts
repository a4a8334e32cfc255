import type { IncomingMessage } from 'node:http';
import { describe, expect, test } from 'vitest';
import { addressOf } from '../../../../adapters/node/address-of.js';

/** As much of a request as tells where it comes from. */
function asked(peer: string | undefined, headers: IncomingMessage['headers'] = {}) {
  return { socket: { remoteAddress: peer } as IncomingMessage['socket'], headers };
}

const forwarded = (value: string) => ({ 'x-forwarded-for': value });

describe('the address of a client', () => {
  test.each([
    ['an address of a public network', '198.51.100.7', '198.51.100.7'],
    ['one behind a socket of both families', '::ffff:198.51.100.7', '198.51.100.7'],
    ['one of IPv6', '2001:db8::7', '2001:db8::7'],
    ['this machine', '127.0.0.1', null],
    ['this machine, by both families', '::ffff:127.0.0.1', null],
    ['this machine, by IPv6', '::1', null],
    ['a container', '172.17.0.1', null],
    ['a private network', '10.2.3.4', null],
    ['another private network', '192.168.1.1', null],
    ['the network of a provider', '100.64.0.1', null],
    ['a private network of IPv6', 'fd12::1', null],
    ['a link', 'fe80::1%eth0', null],
    ['the neighbor of a private network', '172.32.0.1', '172.32.0.1'],
    ['a socket that is closed', undefined, null],
  ])('is that of the connection where nothing speaks for a proxy: %s', (_what, peer, expected) => {
    expect(addressOf(asked(peer), undefined)).toBe(expected);
  });

  test.each([
    'forwarded',
    'via',
    'x-forwarded-for',
    'x-forwarded-host',
    'x-forwarded-proto',
    'x-real-ip',
    'cf-connecting-ip',
    'true-client-ip',
  ])('is not known where %s speaks for a proxy, unless it is said that there is none', (header) => {
    const request = asked('198.51.100.7', { [header]: '203.0.113.9' });
    expect(addressOf(request, undefined)).toBeNull();
    expect(addressOf(request, 0)).toBe('198.51.100.7');
  });

  test.each([
    ['one proxy', 1, '192.0.2.1', '192.0.2.1'],
    ['one proxy, behind a client that lies', 1, '203.0.113.1, 192.0.2.1', '192.0.2.1'],
    ['two proxies', 2, '203.0.113.1,192.0.2.1 , 10.0.0.2', '192.0.2.1'],
    ['a proxy that adds the port', 1, '192.0.2.1:4711', '192.0.2.1'],
    ['a proxy that adds the port to IPv6', 1, '[2001:db8::1]:4711', '2001:db8::1'],
    ['a proxy that sees both families', 1, '::ffff:192.0.2.1', '192.0.2.1'],
    ['two proxies of which one has said nothing', 2, '192.0.2.1', null],
    ['a proxy that does not tell', 1, 'unknown', null],
    ['a proxy that hides its client', 1, '_hidden', null],
    ['nothing', 1, '', null],
  ])('is what %s of %i has seen', (_what, trustProxy, value, expected) => {
    expect(addressOf(asked('10.0.0.1', forwarded(value)), trustProxy)).toBe(expected);
  });

  test('is not that of a trusted proxy which says nothing', () => {
    expect(addressOf(asked('10.0.0.1'), 1)).toBeNull();
  });
});
