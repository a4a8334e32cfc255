import { isIPv4, isIPv6 } from 'node:net';
import { PromptForgeError } from '../errors/promptforge-error.js';

/**
 * What an address counts as: itself, or the network of 64 bits of an IPv6 address, all of which
 * belongs to one customer as a rule.
 * @throws PromptForgeError `request_invalid` for what is no IP address.
 */
export function addressGroup(value: unknown): string {
  const address = typeof value === 'string' ? value.replace(/^::ffff:(?=\d+\.)/i, '') : '';
  if (isIPv4(address)) return address;
  if (isIPv6(address)) return networkOf(address);
  throw new PromptForgeError(
    'request_invalid',
    'address must be the IP address of the caller, as the nearest proxy you trust tells it. Leave it out where it is not known.',
  );
}

function networkOf(address: string): string {
  const [head = '', tail] = (address.split('%')[0] ?? '').split('::');
  const groups = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  // An address may end in the four numbers of IPv4, which stand for two groups.
  const length = groups.length + after.length + (address.includes('.') ? 1 : 0);
  const zeros = tail === undefined ? [] : Array.from({ length: 8 - length }, () => '0');
  return [...groups, ...zeros, ...after]
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':');
}
