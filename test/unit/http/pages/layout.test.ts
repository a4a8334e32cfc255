import { expect, test } from 'vitest';
import { assetResponse } from '../../../../src/http/pages/asset-response.js';
import { html, markupOf } from '../../../../src/http/pages/html.js';
import { htmlResponse } from '../../../../src/http/pages/html-response.js';
import { icon } from '../../../../src/http/pages/icon.js';
import { layout } from '../../../../src/http/pages/layout.js';
import { script } from '../../../../src/http/pages/script.js';
import { styles } from '../../../../src/http/pages/styles.js';

const page = layout({
  basePath: '/api',
  title: 'A <page>',
  lead: 'Of & for tests.',
  links: [
    { href: '/api/dashboard', title: 'Your figures', isCurrent: true },
    { href: '/api/dashboard/business', title: 'Business', isCurrent: false },
  ],
  content: html`<section><h2>Content</h2></section>`,
});

test('a page has a title, one h1, landmarks and a way past the navigation', () => {
  const text = markupOf(page);
  expect(text).toContain('<title>A &lt;page&gt; – PromptForge</title>');
  expect(text.match(/<h1>/g)).toHaveLength(1);
  expect(text).toContain('<a href="/api/dashboard" aria-current="page">Your figures</a>');
  expect(text.match(/aria-current/g)).toHaveLength(1);
  expect(text).toMatch(/<a class="skip" href="#main">[\s\S]*<main id="main"/);
});

test('a page has nothing inline that its policy would forbid', async () => {
  const response = htmlResponse(page);
  expect(response.headers.get('content-security-policy')).toMatch(/^default-src 'none'; script-src 'self'; style-src/);
  expect(await response.text()).not.toMatch(/ style=| on[a-z]+=|<style|<script>/);
});

test('a page names the very files that are served, which may be kept for ever', async () => {
  const served = markupOf(page).match(/assets\/[\w.-]+/g) ?? [];
  expect(served).toEqual([icon, styles, script].map(({ name }) => `assets/${name}`));
  for (const name of [styles.name, script.name]) {
    expect(name).toMatch(/^dashboard-[\da-f]{16}\.(css|js)$/);
    const response = assetResponse(name);
    expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(await response.text()).toContain('Leon Sorokin');
  }
  expect(() => assetResponse('dashboard-0123456789abcdef.js')).toThrow(
    expect.objectContaining({ code: 'route_not_found' }),
  );
});
