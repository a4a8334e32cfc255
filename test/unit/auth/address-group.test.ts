import { describe, expect, test } from 'vitest';
import { addressGroup } from '../../../src/auth/address-group.js';
import { refusal } from '../../fixtures/rejection.js';

describe('an address counts as', () => {
  test.each([
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['::FFFF:192.0.2.7', '192.0.2.7'],
    // The same, as some proxies write it.
    ['::ffff:c000:207', '192.0.2.7'],
    ['0:0:0:0:0:ffff:192.0.2.7', '192.0.2.7'],
    ['0000:0000:0000:0000:0000:ffff:c000:0207', '192.0.2.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:0DB8:0001:0002::9', '2001:db8:1:2'],
    ['2001:db8::9', '2001:db8:0:0'],
    ['fe80::1%eth0', 'fe80:0:0:0'],
    ['::1', '0:0:0:0'],
    ['64:ff9b::192.0.2.7', '64:ff9b:0:0'],
  ])('%s: %s', (address, group) => {
    expect(addressGroup(address)).toBe(group);
  });

  test.each([undefined, null, 7, '', '192.0.2', '192.0.2.7, 10.0.0.1', 'example.com'])('none: %j', async (value) => {
    expect((await refusal(() => addressGroup(value))).code).toBe('request_invalid');
  });
});
