import { isIPv4, isIPv6 } from 'node:net';
import { PromptForgeError } from '../errors/promptforge-error.js';

/**
 * What an address counts as: itself, or the network of 64 bits of an IPv6 address, all of which
 * belongs to one customer as a rule. An IPv4 address counts as itself in the form of IPv6, too
 * (RFC 4291 section 2.5.5.2), in which a server that listens for both sees it.
 * @throws PromptForgeError `request_invalid` for what is no IP address.
 */
export function addressGroup(value: unknown): string {
  const address = typeof value === 'string' ? value : '';
  if (isIPv4(address)) return address;
  if (isIPv6(address)) {
    const groups = groupsOf(address);
    return mappedAddress(groups) ?? networkOf(groups);
  }
  throw new PromptForgeError(
    'request_invalid',
    'address must be the IP address of the caller, as the nearest proxy you trust tells it. Leave it out where it is not known.',
  );
}

/** The eight numbers of an IPv6 address. */
function groupsOf(address: string): readonly number[] {
  const [head = [], tail] = (address.split('%')[0] ?? '').split('::').map(numbersOf);
  return tail === undefined ? [...head] : [...head, ...Array<number>(8 - head.length - tail.length).fill(0), ...tail];
}

/** An address may end in the four numbers of IPv4, which stand for two of its own. */
function numbersOf(part: string): readonly number[] {
  return part.split(':').flatMap((group) => {
    if (group === '') return [];
    if (!group.includes('.')) return [Number.parseInt(group, 16)];
    const [a = 0, b = 0, c = 0, d = 0] = group.split('.').map(Number);
    return [a * 256 + b, c * 256 + d];
  });
}

function mappedAddress(groups: readonly number[]): string | null {
  const isMapped = groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff;
  if (!isMapped) return null;
  return groups
    .slice(6)
    .flatMap((group) => [group >> 8, group & 255])
    .join('.');
}

function networkOf(groups: readonly number[]): string {
  return groups
    .slice(0, 4)
    .map((group) => group.toString(16))
    .join(':');
}
