import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { codeRegions } from '../../../src/safety/code-regions.js';

const codeOf = (text: string): readonly string[] => codeRegions(text).map(({ start, end }) => text.slice(start, end));

describe('code regions', () => {
  const cases: readonly (readonly [string, string, readonly string[]])[] = [
    ['a fence of backticks, with its fences', 'a\n```js\nx\n```\nb', ['```js\nx\n```']],
    ['a fence of tildes, which backticks do not close', '~~~\n```\nx\n~~~\nb', ['~~~\n```\nx\n~~~']],
    ['a fence closed by a longer one only', '````\n```\n`````\nb', ['````\n```\n`````']],
    ['a fence that is never closed, to the end', 'a\n```\nx\n\ny', ['```\nx\n\ny']],
    ['a fence in an item of a list', '1. a\n\n   ```\n   x\n   ```\n\nb', ['```\n   x\n   ```']],
    ['a fence that ends with the item that holds it', '- ```\n  x\nb', ['```\n  x\n']],
    ['a fence that ends with the quote that holds it', '> ```\n> x\nb', ['```\n> x\n']],
    ['a fence behind Windows line ends', 'a\r\n```\r\nx\r\n```\r\nb', ['```\r\nx\r\n```']],
    ['code spans', 'say `a` or ``b ` c``', ['`a`', '``b ` c``']],
    ['a code span over two lines', 'say `a\nb` now', ['`a\nb`']],
    ['a code span over two lines of a quote', '> say `a\n> b` now', ['`a\n> b`']],
    ['no span over a blank line', 'say `a\n\nb` now', []],
    ['no span whose ends differ in length', 'say ``a` now', []],
    ['no span that begins with an escaped backtick', 'say \\`a` now', []],
    ['no span that begins within a tag', '<b title="`">x</b>` y', []],
    ['no span that begins within an automatic link', '<http://a.b/`>x`', []],
    ['no span that begins within a comment', 'a <!-- ` --> x`', []],
    ['a span that begins where no tag is', 'a < b `c` > d', ['`c`']],
    ['no code in a block of HTML', '<div>\n`a`\n```\n</div>\n\n`b`', ['`b`']],
    ['no fence that is indented as code', '    ```\nx\n    ```', []],
    ['no fence that goes on behind its line', '``` a ``` b', ['``` a ```']],
  ];
  test.each(cases)('hold %s', (_name, text, expected) => {
    expect(codeOf(text)).toEqual(expected);
  });

  test('lie within the text, in order and apart, whatever it holds', () => {
    const pieces = ['`', '```', '~~~', '\n', '> ', '- ', '1. ', '    ', '\t', '<a b="', '">', '<!--', '-->', '\\', 'x'];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 40 }), (parts) => {
        const text = parts.join('');
        let end = 0;
        for (const region of codeRegions(text)) {
          expect(region.start).toBeGreaterThanOrEqual(end);
          expect(region.end).toBeGreaterThan(region.start);
          expect(text.slice(region.start, region.start + 1)).toMatch(/[`~]/);
          end = region.end;
        }
        expect(end).toBeLessThanOrEqual(text.length);
      }),
      { numRuns: 2_000 },
    );
  });
});
