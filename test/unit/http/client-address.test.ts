import { expect, test } from 'vitest';
import { addressOf, tellAddress } from '../../../src/http/client-address.js';
import { refusal } from '../../fixtures/rejection.js';

const asked = () => new Request('http://localhost/');

test('what a host has told of a request is known', () => {
  const request = asked();
  expect(tellAddress(request, '192.0.2.1')).toBe(request);
  expect(addressOf(request, undefined)).toBe('192.0.2.1');
  expect(addressOf(tellAddress(request, null), undefined)).toBeNull();
});

test('a request of which nobody has told has no address', () => {
  expect(addressOf(asked(), undefined)).toBeNull();
});

test('the option goes before what was told, also when it tells nothing', () => {
  expect(addressOf(tellAddress(asked(), '192.0.2.1'), () => '192.0.2.2')).toBe('192.0.2.2');
  expect(addressOf(tellAddress(asked(), '192.0.2.1'), () => null)).toBeNull();
});

test.each(['unknown', '', '192.0.2.1:80', '192.0.2'])('%j is no address', async (address) => {
  expect((await refusal(() => tellAddress(asked(), address))).code).toBe('config_invalid');
  expect((await refusal(() => addressOf(asked(), () => address))).code).toBe('config_invalid');
});
