/** What a host is: a name or an address on the net, this machine or network, or the credentials service of a cloud. */
export type HostKind = 'public' | 'private' | 'metadata';

const metadataHosts = new Set([
  '169.254.169.254',
  '169.254.170.2',
  '100.100.100.200',
  '192.0.0.192',
  '[fd00:ec2::254]',
  'metadata.google.internal',
  'metadata',
]);

/**
 * First and last address of what never leads to a host on the net: the IANA special-purpose registry (RFC 6890)
 * without what is for documentation, then multicast, what is reserved, and broadcast.
 */
const privateRanges: readonly (readonly [number, number])[] = [
  [0x00000000, 0x00ffffff],
  [0x0a000000, 0x0affffff],
  [0x64400000, 0x647fffff],
  [0x7f000000, 0x7fffffff],
  [0xa9fe0000, 0xa9feffff],
  [0xac100000, 0xac1fffff],
  [0xc0000000, 0xc00000ff],
  [0xc0a80000, 0xc0a8ffff],
  [0xc6120000, 0xc613ffff],
  [0xe0000000, 0xffffffff],
];

/** The kind of a host name, as `URL` gives it: in lower case, addresses in their usual form, IPv6 in brackets. */
export function hostKind(hostname: string): HostKind {
  const host = hostname.replace(/\.$/, '');
  const address = host.startsWith('[') ? (mappedAddress(host) ?? host) : host;
  if (metadataHosts.has(address)) return 'metadata';
  if (isIpv4(address)) {
    const value = address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
    return privateRanges.some(([first, last]) => first <= value && value <= last) ? 'private' : 'public';
  }
  if (/^\[(?:::1?\]|f[cd][\da-f]{2}:|fe[89ab][\da-f]:)/.test(address)) return 'private';
  return /(?:^|\.)(?:localhost|local|internal|intranet|lan|home\.arpa)$/.test(address) ? 'private' : 'public';
}

export function isIpv4(host: string): boolean {
  return /^\d{1,3}(?:\.\d{1,3}){3}$/.test(host);
}

/** The IPv4 address within an IPv6 one, such as `[::ffff:7f00:1]` or that of NAT64; null when there is none. */
export function mappedAddress(host: string): string | null {
  const match = /^\[(?:::ffff:|64:ff9b::|::)([\da-f]{1,4}):([\da-f]{1,4})\]$/.exec(host);
  if (match === null) return null;
  const halves = [match[1], match[2]].map((half) => Number.parseInt(half ?? '0', 16));
  return halves.flatMap((half) => [half >> 8, half & 255]).join('.');
}
