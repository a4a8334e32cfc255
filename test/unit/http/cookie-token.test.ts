import { describe, expect, test } from 'vitest';
import { cookieToken, guarded } from '../../../src/http/index.js';
import { forgeWithModel } from '../../fixtures/forge-with-model.js';
import { refusal } from '../../fixtures/rejection.js';

const tokenOf = cookieToken('session');

const asked = (headers: Readonly<Record<string, string>>, method = 'GET', url = 'https://app.test/report') =>
  tokenOf(new Request(url, { method, headers }));

describe('the token of a cookie', () => {
  test.each([
    ['alone', 'session=abc', 'abc'],
    ['among others', 'a=b; session=abc; z=y', 'abc'],
    ['in quotes', 'session="abc"', 'abc'],
    ['with signs of equality', 'session=abc==', 'abc=='],
    ['the first of two', 'session=first; session=second', 'first'],
    ['of a longer name', 'xsession=abc; session-id=abc', null],
    ['of another case', 'Session=abc', null],
    ['that is empty', 'session=', null],
    ['without a value', 'session; x=1', null],
  ])('is found %s', (_what, cookie, expected) => {
    expect(asked({ cookie })).toBe(expected);
  });

  test('yields to Authorization: Bearer, and to no other scheme', () => {
    const cookie = 'session=abc';
    expect(asked({ cookie, authorization: 'Bearer xyz' })).toBe('xyz');
    expect(asked({ cookie, authorization: 'Basic xyz' })).toBe('abc');
  });

  test.each<[headers: Readonly<Record<string, string>>, believed: boolean]>([
    [{ 'sec-fetch-site': 'same-origin' }, true],
    [{ 'sec-fetch-site': 'none' }, true],
    [{ 'sec-fetch-site': 'same-site' }, false],
    [{ 'sec-fetch-site': 'cross-site' }, false],
    [{ 'sec-fetch-site': 'cross-site', origin: 'https://app.test' }, false],
    [{ 'sec-fetch-site': '' }, false],
    [{ origin: 'https://app.test' }, true],
    [{ origin: 'https://public.test', host: 'public.test' }, true],
    [{ origin: 'https://app.test:8443' }, false],
    [{ origin: 'https://app.test.evil.test' }, false],
    [{ origin: 'null' }, false],
    [{ referer: 'https://app.test/' }, false],
    [{}, false],
  ])('of a POST with %j is believed: %s', (headers, believed) => {
    expect(asked({ cookie: 'session=abc', ...headers }, 'POST')).toBe(believed ? 'abc' : null);
  });

  test.each(['PUT', 'PATCH', 'DELETE', 'PROPFIND'])('of a %s from elsewhere is not believed', (method) => {
    expect(asked({ cookie: 'session=abc', 'sec-fetch-site': 'cross-site' }, method)).toBeNull();
  });

  test.each(['GET', 'HEAD', 'OPTIONS'])('of a %s from elsewhere is believed', (method) => {
    expect(asked({ cookie: 'session=abc', 'sec-fetch-site': 'cross-site' }, method)).toBe('abc');
  });
});

describe('a guard with a tokenOf of its own', () => {
  test('waits for the token it finds', async () => {
    const { forge, tokenFor } = forgeWithModel([], { engine: 'rules' });
    const options = { tokenOf: async () => tokenFor() };
    const handle = guarded(forge, options, (_request, { principal }) => Response.json(principal.userId));
    expect(await (await handle(new Request('http://localhost/'))).json()).toBe('ada');
  });

  test('answers 500 when it fails, and tells the host', async () => {
    const { forge, reported } = forgeWithModel([], { engine: 'rules' });
    const failing = () => {
      throw new Error('of the host');
    };
    const response = await guarded(forge, { tokenOf: failing }, () => new Response())(new Request('http://localhost/'));
    expect([response.status, (await response.json()).code]).toEqual([500, 'internal']);
    expect(reported).toMatchObject([{ error: new Error('of the host'), context: { during: 'http' } }]);
  });

  test('is refused while the application starts when it is no function', async () => {
    const { forge } = forgeWithModel([], { engine: 'rules' });
    const options = { tokenOf: 'session' as never };
    expect((await refusal(() => guarded(forge, options, () => new Response()))).code).toBe('config_invalid');
  });
});
