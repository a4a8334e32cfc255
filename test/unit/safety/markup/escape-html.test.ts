import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { escapeHtml } from '../../../../src/safety/markup/escape-html.js';

describe('escapeHtml', () => {
  test.each([
    ['<b>"a" & \'b\'</b>', '&lt;b&gt;&quot;a&quot; &amp; &#39;b&#39;&lt;/b&gt;'],
    ['`x`', '&#96;x&#96;'],
    ['&amp;', '&amp;amp;'],
    ['a\r\nb', 'a&#13;\nb'],
    ['a\0b', 'a\uFFFDb'],
    ['', ''],
  ])('shows %j as it is', (text, expected) => {
    expect(escapeHtml(text)).toBe(expected);
  });

  test('leaves nothing that could end a value or begin a tag, and no ampersand but its own', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        const escaped = escapeHtml(text);
        expect(escaped).not.toMatch(/[<>"'`\0\r]/);
        expect(escaped.replaceAll(/&(?:amp|lt|gt|quot|#39|#96|#13);/g, '')).not.toContain('&');
      }),
      { numRuns: 1_000 },
    );
  });

  test('changes nothing in a text without special characters', () => {
    const plain = fc.string({ unit: fc.constantFrom(...'abz AZ09\n\t.,:;!?()[]{}=/\\+-*_#$%^~|@'), maxLength: 200 });
    fc.assert(fc.property(plain, (text) => escapeHtml(text) === text));
  });
});
