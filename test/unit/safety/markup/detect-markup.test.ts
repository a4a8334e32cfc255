import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { detectMarkup } from '../../../../src/safety/markup/detect-markup.js';
import { markupMeanings } from '../../../../src/safety/markup/markup-meanings.js';

const surest = (text: string): number => Math.max(0, ...detectMarkup(text).map(({ confidence }) => confidence));
const found = (text: string): readonly string[] => detectMarkup(text).map(({ code }) => code);

describe('what a browser would run or load', () => {
  const dangerous: readonly (readonly [string, string])[] = [
    ['script_element', '<script>alert(1)</script>'],
    ['script_element', 'a "><ScRiPt\n/src=//a.example>'],
    ['script_element', '<svg><svg:script>x'],
    ['script_element', '<<script>x'],
    ['script_element', '<!-- <script> -->'],
    ['event_handler', '<img src=x onerror=alert(1)>'],
    ['event_handler', '<svg/onload=alert(1)>'],
    ['event_handler', '<svg\fonload\n=\nalert(1)'],
    ['event_handler', '<x 1="1"onclick=1>'],
    ['event_handler', '<math><mi OnMouseOver="a">'],
    ['event_handler', '<p title="</style><img src onerror=a>">'],
    ['event_handler', '<a/b=<a/onclick=c>'],
    ['event_handler', '<a b=x<c="d onclick=e">'],
    ['event_handler', '<x onscrollsnapchanging=a>'],
    ['handler_outside_tag', '" onmouseover="alert(1)'],
    ['handler_outside_tag', "'autofocus/onfocus=alert(1)//"],
    ['script_in_attribute', '<a href="javascript:alert(1)">'],
    ['script_in_attribute', '<a href=&#x6A;ava&Tab;script&colon;alert(1)>'],
    ['script_in_attribute', '<a href=" \u0001jav\nascript:alert(1)">'],
    ['script_in_attribute', '<form><button formaction=javascript:a()>'],
    ['script_in_attribute', '<svg><a xlink:href="javascript:a()">'],
    ['script_in_attribute', '<meta http-equiv=refresh content="0;url=javascript:a()">'],
    ['script_in_attribute', '<svg><animate attributeName=x values="a;javascript:a()">'],
    ['document_in_attribute', '<iframe src="data:text/html,<p>">'],
    ['document_in_attribute', '<iframe srcdoc="&lt;p>">'],
    ['active_style', '<p style="width:expression(a())">'],
    ['active_style', '<p style="w:e\\78 pre/* */ssion(a())">'],
    ['active_style', '<p style="w:expre/***/ssion(a())">'],
    ['active_style', '<p style="w:expre/* a * b */ssion(a())">'],
    ['active_style', '<style>a{behavior:url(x)}</style>'],
    ['animated_attribute', '<set attributeName="onmouseover" to="a">'],
  ];
  test.each(dangerous)('is blocked by strict policies: %s in %j', (code, text) => {
    expect(detectMarkup(text)).toContainEqual(
      expect.objectContaining({ code, confidence: expect.closeTo(0.92, 1) as number }),
    );
    expect(surest(text)).toBeGreaterThanOrEqual(0.9);
  });

  test.each([
    ['embedded_content', '<iframe src="https://example.com"></iframe>'],
    ['embedded_content', '<object data=x>'],
    ['embedded_content', '<embed src=x>'],
    ['page_setting', '<base href=//example.com>'],
    ['page_setting', '<meta http-equiv="refresh" content="0">'],
    ['form_target', '<button formaction=/x>'],
    ['xml_instruction', '<!DOCTYPE x [<!ENTITY y SYSTEM "z">]>'],
    ['active_style', '<style>@import "x"</style>'],
    ['animated_attribute', '<svg><use href="https://example.com/a.svg#b">'],
  ])('is noticed, and left to the policy: %s in %j', (code, text) => {
    expect(found(text)).toContain(code);
    expect(surest(text)).toBeGreaterThanOrEqual(0.5);
    expect(surest(text)).toBeLessThan(0.9);
  });

  test.each([
    '<b>bold</b> and <i class="x">italic</i><br>',
    '<div id="a" title="javascript: the good parts"><p data-x="javascript:x">text</p></div>',
    '<img src="data:image/png;base64,AAAA" alt="a">',
    '<p style="scroll-behavior: smooth; color: red">',
    '<input one=1 only=2 online>',
    '<svg><use href="#a"/></svg>',
    '<meta charset="utf-8">',
    'if (a <b && c> d) onload = 1; x <script_name',
    'Hello {{name}}, {price} < 5 and > 3',
    'List<String> names = new ArrayList<>();',
    '&lt;script&gt;alert(1)&lt;/script&gt;',
    'the price is "on sale" = good',
  ])('is nothing of this: %j', (text) => {
    expect(detectMarkup(text)).toEqual([]);
  });

  test.each([
    '```html\n<script>alert(1)</script>\n```',
    '~~~\n<img onerror=a src=x>\n~~~',
    'Why does `<script>alert(1)</script>` not run?',
    '1. Look:\n\n   ```\n   <a href="javascript:a()">\n   ```',
  ])('stays below 0.3 in code: %j', (text) => {
    expect(detectMarkup(text)).not.toEqual([]);
    expect(surest(text)).toBeLessThan(0.3);
  });

  test.each([
    '```\ncode\n```\n<script>alert(1)</script>',
    '<b title="`"><script>alert(1)</script>`',
    '<div>\n`<script>alert(1)</script>`\n</div>',
    '    ```\n<script>alert(1)</script>\n    ```',
    '- ```\n<script>alert(1)</script>',
  ])('is not hidden by what only looks like code: %j', (text) => {
    expect(surest(text)).toBeGreaterThanOrEqual(0.9);
  });

  test('is pointed at where it stands', () => {
    const text = 'a \u200B<scr\u200Bipt src=x> <img on\u200Berror=a>';
    const [script, handler] = detectMarkup(text);
    expect(text.slice(script?.span?.start, script?.span?.end)).toBe('<scr\u200Bipt src=x>');
    expect(text.slice(handler?.span?.start, handler?.span?.end)).toBe('on\u200Berror=a');
  });

  test('stays found with characters put in that no one sees', () => {
    const invisible = fc.constantFrom('\u200B', '\u200D', '\u2060', '\u00AD', '\uFEFF', '\0', '\u{E0061}');
    fc.assert(
      fc.property(
        fc.constantFrom(...dangerous),
        fc.array(fc.tuple(fc.nat(), invisible), { minLength: 1, maxLength: 5 }),
        ([code, text], insertions) => {
          const characters = [...text];
          for (const [at, character] of insertions) characters.splice(at % (characters.length + 1), 0, character);
          expect(found(characters.join(''))).toContain(code);
        },
      ),
      { numRuns: 1_000 },
    );
  });

  test('is looked for in any text, in order and within its bounds', () => {
    const piece = fc.constantFrom(
      ...['<', '</', '<a', '<script', '<style>', '>', '"', "'", '=', ' ', '/', '\n', 'on', 'onload', 'href=', 'style='],
      ...['javascript:', '&#', '&#x6a;', ';', '\\', '/*', '```', '`', '\0', '\u200B', '\uD800', '<!ENTITY', 'x'],
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const text = pieces.join('');
        let before = 0;
        for (const { code, span, confidence } of detectMarkup(text)) {
          expect(Object.keys(markupMeanings)).toContain(code);
          expect(confidence).toBeGreaterThan(0);
          expect(confidence).toBeLessThanOrEqual(1);
          expect(span?.start).toBeGreaterThanOrEqual(before);
          expect(span?.end).toBeGreaterThan(span?.start ?? 0);
          expect(span?.end).toBeLessThanOrEqual(text.length);
          before = span?.start ?? 0;
        }
      }),
      { numRuns: 2_000 },
    );
  });
});
