import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { detectUrls } from '../../../../src/safety/markup/detect-urls.js';
import { urlMeanings } from '../../../../src/safety/markup/url-meanings.js';

const found = (text: string, rules = {}): Record<string, number> =>
  Object.fromEntries(detectUrls(text, rules).map(({ code, confidence }) => [code, confidence]));

describe('addresses', () => {
  const dangerous: readonly (readonly [string, string])[] = [
    ['script_url', '[x](javascript:alert(1))'],
    ['script_url', '[x]( <javascript:alert(1)> "title")'],
    ['script_url', '![x](vbscript:a())'],
    ['script_url', '[x](JaVa&Tab;script&colon;alert(1))'],
    ['script_url', '[x]: &#106;avascript:alert(1)'],
    ['script_url', '[a [b](javascript:alert(1))'],
    ['document_url', '[x](data:text/html;base64,PHA+)'],
    ['script_in_text', 'open javascript:alert(1) now'],
    ['script_in_text', 'feed:javascript:alert(1)'],
    ['script_in_text', 'java\nscript:alert(1)'],
    ['script_in_text', '<javascript:alert(1)>'],
    ['document_in_text', 'data:text/html,<script>x'],
  ];
  test.each(dangerous)('that are programs or documents are sure to be found: %s in %j', (code, text) => {
    expect(found(text)[code]).toBeGreaterThanOrEqual(0.9);
  });

  test.each([
    ['credentials_in_url', 'https://admin:hunter2@example.com/'],
    ['misleading_url', 'https://paypal.com@203.0.113.7/login'],
    ['disguised_address', 'http://2130706433/'],
    ['disguised_address', 'http://0x7f.1/'],
    ['disguised_address', 'http://0177.0.0.1/'],
    ['disguised_address', 'http://[::ffff:127.0.0.1]/'],
    ['disguised_address', '[x](https:/0x7f000001)'],
    ['lookalike_host', 'https://p\u0430ypal.com/'],
    ['lookalike_host', 'https://xn--pypal-4ve.com/'],
    ['lookalike_host', 'https://\u0430\u0440\u0440\u04CF\u0435.com/'],
  ])('that deceive or tell secrets are flagged: %s in %j', (code, text) => {
    expect(found(text)[code]).toBeGreaterThanOrEqual(0.5);
    expect(found(text)[code]).toBeLessThan(0.9);
  });

  test.each([
    ['image_carries_data', '![x](https://example.com/a?q={{secret}})'],
    ['image_carries_data', `![x](https://example.com/a?q=${'a'.repeat(250)})`],
    ['long_url', `https://example.com/${'a'.repeat(2_100)}`],
    ['script_in_text', 'tags: javascript:closures'],
  ])('in doubt are left to a second look: %s', (code, text) => {
    expect(found(text)[code]).toBe(0.3);
  });

  test.each([
    'http://localhost:3000/api',
    'http://127.0.0.1:8080',
    'ping http://192.168.0.1/ and http://10.0.0.7, please',
    'http://[::1]:5000/',
    'http://169.254.169.254/latest/meta-data/',
    'postgres is at http://user:password@localhost:5432',
    'curl https://user:<password>@example.com',
    'a href="javascript:void(0)"',
    'javascript:void(0);',
    'data:image/svg+xml,%3Csvg%3E',
  ])('of honest developers stay at 0.2 and below: %j', (text) => {
    expect(Math.max(0, ...Object.values(found(text)))).toBeLessThanOrEqual(0.2);
  });

  test.each([
    'See https://example.com/a_(b)?c=d&e=f#g.',
    'https://xn--mnchen-3ya.de/ and https://\u4F8B\u3048.jp/ and https://\u043F\u0440\u0438\u043C\u0435\u0440.\u0440\u0444/',
    '![logo](https://example.com/logo.png?size=2)',
    '[a](/b) [c](#d) [e](mailto:f@example.com)',
    'JavaScript: closures, and data: text/html is a type',
    'C:\\Users\\x and 10:30 and key: value, std::vector',
    'ssh://git@example.com/repo.git',
    'data:image/png;base64,AAAA',
  ])('without harm are not mentioned: %j', (text) => {
    expect(found(text)).toEqual({});
  });

  test('in code stay below 0.3, unless the rules of the host forbid them', () => {
    const text = '```\n[x](javascript:alert(1)) http://bad.example/\n```';
    expect(Math.max(...Object.values(found(text)))).toBeLessThan(0.3);
    expect(found(text, { blockedHosts: ['bad.example'] })).toMatchObject({ blocked_host: 1 });
  });

  test.each([
    ['blocked_host', 'http://a.bad.example/', { blockedHosts: ['bad.example'] }],
    ['blocked_host', 'HTTP://BAD.example.:80/', { blockedHosts: ['Bad.Example'] }],
    ['blocked_host', '[x](//bad.example/y)', { blockedHosts: ['bad.example'] }],
    ['blocked_host', '[x](https:bad.example)', { blockedHosts: ['bad.example'] }],
    ['blocked_host', 'http://b\u200Bad.example/', { blockedHosts: ['bad.example'] }],
    ['blocked_host', 'https://m\u00FCnchen.example', { blockedHosts: ['m\u00FCnchen.example'] }],
    ['host_not_allowed', 'https://good.example.evil.example/', { allowedHosts: ['good.example'] }],
    ['host_not_allowed', 'https://good.example@evil.example/', { allowedHosts: ['good.example'] }],
    ['host_not_allowed', 'https://good.example/', { allowedHosts: ['*.good.example'] }],
    ['blocked_protocol', 'ftp://example.com/', { blockedProtocols: ['FTP:'] }],
    ['blocked_protocol', 'steam:open', { blockedProtocols: ['steam'] }],
    ['private_host', 'http://127.1/', { privateHosts: false }],
    ['metadata_host', 'http://0xa9fea9fe/', { privateHosts: false }],
    ['private_host', 'http://198.18.0.1/', { privateHosts: false }],
    ['private_host', 'http://224.0.0.1/', { privateHosts: false }],
    ['private_host', 'http://255.255.255.255/', { privateHosts: false }],
    // Whatever fetches addresses knows more protocols than those of the web.
    ['private_host', 'gopher://127.0.0.1:6379/_flushall', { privateHosts: false }],
    ['private_host', 'redis://me@localhost:6379', { privateHosts: false }],
    ['private_host', '[x](//10.0.0.7/y)', { privateHosts: false }],
    ['private_host', 'dict://[::1]:11211/stats', { privateHosts: false }],
    ['metadata_host', 'gopher://169.254.169.254/', { privateHosts: false }],
    ['host_not_allowed', 'gopher://203.0.113.7/', { allowedHosts: ['good.example'] }],
    ['host_not_allowed', '![x](//203.0.113.7/y.png)', { allowedHosts: ['good.example'] }],
    ['host_not_allowed', '<img src="//[2001:db8::1]/">', { allowedHosts: ['good.example'] }],
    ['blocked_host', 'ssh://root@203.0.113.7:22', { blockedHosts: ['203.0.113.7'] }],
  ])('that a host forbids are certain: %s in %j', (code, text, rules) => {
    expect(found(text, rules)[code]).toBe(1);
  });

  test('of other protocols and without one are no remark unless a host says so', () => {
    expect(found('gopher://127.0.0.1:6379 redis://localhost //10.0.0.7/y version //1.2.3.4 // 10.0.0.7')).toEqual({});
    expect(
      found('version 1.2.3.4 // 10.0.0.7, localhost', { privateHosts: false, allowedHosts: ['a.example'] }),
    ).toEqual({});
  });

  test('that a host allows are not mentioned', () => {
    const rules = { allowedHosts: ['good.example'], blockedHosts: ['bad.example'], blockedProtocols: ['ftp'] };
    expect(found('https://good.example/ http://a.good.example:80/ ftp is old, notbad.example', rules)).toEqual({});
  });

  test('are pointed at where they stand', () => {
    const text = 'a [x](java&Tab;script:alert(1)) and &#106;ava\u200Bscript:b(), see';
    const quoted = detectUrls(text).map(({ code, span }) => [code, text.slice(span?.start, span?.end)]);
    expect(quoted).toContainEqual(['script_url', 'java&Tab;script:alert(1)']);
    expect(quoted).toContainEqual(['script_in_text', '&#106;ava\u200Bscript:b()']);
  });

  test('stay found with characters put in that no one sees', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...dangerous),
        fc.nat(),
        fc.constantFrom('\u200B', '\u00AD', '\0'),
        (each, at, mark) => {
          const [code, text] = each;
          const position = at % (text.length + 1);
          expect(found(text.slice(0, position) + mark + text.slice(position))).toHaveProperty(code);
        },
      ),
      { numRuns: 1_000 },
    );
  });

  test('are looked for in any text, within its bounds', () => {
    const piece = fc.constantFrom(
      ...['](', '![', '[', ')', '<', '>', 'javascript', ':', '//', 'http://', 'https:', '@', 'a.b', '127.1', '&#58;'],
      ...[
        '&colon;',
        'data:text/html,',
        ' ',
        '\n',
        '\t',
        '\u200B',
        '\uD800',
        '`',
        '```',
        '\\',
        '{',
        'xn--a',
        '[::1]',
        '(',
      ],
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const text = pieces.join('');
        for (const { code, span, confidence } of detectUrls(text, { allowedHosts: ['a.b'] })) {
          expect(Object.keys(urlMeanings)).toContain(code);
          expect(confidence).toBeGreaterThan(0);
          expect(confidence).toBeLessThanOrEqual(1);
          expect(span?.start).toBeGreaterThanOrEqual(0);
          expect(span?.end).toBeGreaterThan(span?.start ?? 0);
          expect(span?.end).toBeLessThanOrEqual(text.length);
        }
      }),
      { numRuns: 2_000 },
    );
  });
});
