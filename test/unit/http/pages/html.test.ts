import { describe, expect, test } from 'vitest';
import { type Html, html, jsonMarkup, markupOf } from '../../../../src/http/pages/html.js';

describe('a template of markup', () => {
  test('escapes texts, between tags and in attributes', () => {
    const name = '"><script>alert(1)</script>';
    expect(markupOf(html`<p title="${name}">${name}</p>`)).toBe(
      '<p title="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;">&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;</p>',
    );
  });

  test('takes markup, lists of it and numbers as they are, and leaves nothing for null and false', () => {
    const items = [1, 2].map((item) => html`<li>${item}</li>`);
    expect(markupOf(html`<ul>${items}</ul>${null}${false}${''}`)).toBe('<ul><li>1</li><li>2</li></ul>');
  });

  test('is imitated by no value that comes from elsewhere', () => {
    const forged = JSON.parse('{"markup":"<script>","Symbol(markup)":"<script>"}') as Html;
    expect(() => markupOf(html`<p>${forged}</p>`)).toThrow();
  });
});

test('data for a script cannot end its element, and reads back the same', () => {
  const value = { name: '</script><script>alert(1)</script><!--', line: '\u2028', and: '&lt;' };
  const text = markupOf(jsonMarkup(value));
  expect(text).not.toMatch(/[<>&\u2028]/);
  expect(JSON.parse(text)).toEqual(value);
});
