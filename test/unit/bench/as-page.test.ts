import { describe, expect, test } from 'vitest';
import { holdsWhatRuns, sameBesidesEncoding } from '../../../bench/validation/as-page.js';

describe('what a bench says of a text that is pasted into a page', () => {
  test.for([
    '<script>alert(1)</script>',
    '<svg><script href="//example.com/a.js">',
    '<img src=x onerror=alert(1)>',
    '<a href="java&#10;script:alert(1)">a</a>',
    '<svg><a xlink:href="JavaScript:alert(1)">a</a></svg>',
    '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
    '</div><body onload=alert(1)>',
    '<object data="data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg=="></object>',
  ])('%s runs', (html) => {
    expect(holdsWhatRuns(html)).toBe(true);
  });

  test.for([
    '&lt;script&gt;alert(1)&lt;/script&gt;',
    'javascript:alert(1)',
    '<b>on</b> <a href="https://example.com">a</a>',
    '<!-- <script>alert(1)</script> -->',
    '" onmouseover="alert(1)',
    '<input onclick>',
    '<object data="data:image/png;base64,iVBORw0KGgo="></object>',
    '<img onerror&#x3d;alert(1)>',
  ])('%s does not', (html) => {
    expect(holdsWhatRuns(html)).toBe(false);
  });

  test.for([
    ['a < b && c', 'a &lt; b &amp;&amp; c'],
    ['a &lt; b', 'a < b'],
    ['&lt;b&gt;', '&amp;lt;b&amp;gt;'],
    [' a\r\nb ', 'a\nb'],
  ] as const)('%j is %j but for its encoding', ([text, html]) => {
    expect(sameBesidesEncoding(html, text)).toBe(true);
  });

  test.for([
    ['<b>a</b>', 'a'],
    ['List[int] <T>', 'List[int] '],
    ['a b', 'a c'],
  ] as const)('%j is more than %j', ([text, html]) => {
    expect(sameBesidesEncoding(html, text)).toBe(false);
  });
});
