import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { safeUrl } from '../../../../src/safety/markup/safe-url.js';

describe('safeUrl', () => {
  test.each([
    ['https://Example.COM/a?b=c#d', 'https://example.com/a?b=c#d'],
    ['  http://example.com  ', 'http://example.com/'],
    ['HTTPS:\\\\example.com\\a', 'https://example.com/a'],
    ['ht\ntps://exam\tple.com/', 'https://example.com/'],
    ['mailto:a@example.com', 'mailto:a@example.com'],
    ['tel:+49301234', 'tel:+49301234'],
    ['https://example.com/"onload="x', 'https://example.com/%22onload=%22x'],
    ["https://example.com/'`<>", 'https://example.com/%27%60%3C%3E'],
  ])('answers %j in the form browsers use', (text, expected) => {
    expect(safeUrl(text)).toBe(expected);
  });

  test.each([
    'javascript:alert(1)',
    ' \u0001JaVaScRiPt:alert(1)',
    'java\tscr\nipt\r:alert(1)',
    'javascript://example.com/%0aalert(1)',
    'vbscript:msgbox(1)',
    'data:text/html,<script>alert(1)</script>',
    'data:image/png;base64,AAAA',
    'blob:https://example.com/1',
    'file:///etc/passwd',
    'view-source:https://example.com',
    'ftp://example.com/',
    'https://user:password@example.com/',
    'https://example.org@example.com/',
    'https://',
    'https://exa mple.com/',
    '',
    ' \n',
    '/help',
    '#top',
    'help',
    '//example.com/',
    'javascript&colon;alert(1)',
  ])('refuses %j', (text) => {
    expect(safeUrl(text)).toBeNull();
  });

  test.each([
    '/help?a=b&c',
    '#top',
    '?a',
    'help/page',
    '../up',
    './a:b',
  ])('lets the relative %j pass if asked', (text) => {
    expect(safeUrl(text, { relative: true })).toBe(text);
  });

  test.each([
    '//example.com/',
    '/\\example.com/',
    '\\\\example.com',
    '/\t/example.com',
    '\n//example.com',
    'javascript:alert(1)',
    'javascript&colon;alert(1)',
    '&#106;avascript:alert(1)',
    '1:2',
    '\\a',
  ])('refuses %j even when relative ones may pass', (text) => {
    expect(safeUrl(text, { relative: true })).toBeNull();
  });

  test('lets pass what a host asks for, but never what carries or reaches documents of its own', () => {
    expect(safeUrl('ftp://example.com/', { protocols: ['FTP:'] })).toBe('ftp://example.com/');
    expect(safeUrl('http://example.com/', { protocols: ['https'] })).toBeNull();
    for (const scheme of ['javascript', 'data', 'vbscript', 'blob', 'file', 'filesystem']) {
      expect(safeUrl(`${scheme}:x`, { protocols: [scheme] })).toBeNull();
    }
  });

  test('answers its own answers, without a character that HTML minds', () => {
    const piece = fc.constantFrom(
      ...['https:', 'http:', 'mailto:', 'tel:', 'javascript:', '/', '//', '\\', '@', ':', '?', '#', '&', '"', "'"],
      ...['`', '<', '>', ' ', '\t', '\n', '\0', 'example.com', 'a', '%', '%2', 'é', '\u200B', '\uD800', '..'],
    );
    const text = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(text, fc.boolean(), (written, relative) => {
        const answer = safeUrl(written, { relative });
        if (answer === null) return;
        expect(answer).not.toMatch(/["'`<>\s\0]/);
        expect(safeUrl(answer, { relative })).toBe(answer);
        if (!relative) expect(answer).toMatch(/^(?:https?:\/\/|mailto:|tel:)/);
      }),
      { numRuns: 3_000 },
    );
  });
});
