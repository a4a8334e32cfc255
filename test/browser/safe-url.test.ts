import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { decodeReferences } from '../../src/safety/markup/decode-references.js';
import { escapeHtml } from '../../src/safety/markup/escape-html.js';
import { safeUrl } from '../../src/safety/markup/safe-url.js';
import { corporaAbsent, corporaAvailable } from '../corpora.js';
import { chromiumAbsent, chromiumAvailable, openChromium } from './chromium.js';
import { servePages } from './page-server.js';
import { printTable } from './print-table.js';
import { type Signs, watchedPage } from './watch.js';
import { xssPayloads } from './xss-payloads.js';

type Opened<T extends (...given: never[]) => Promise<unknown>> = Awaited<ReturnType<T>>;

// Without a base, a frame of "#top" would be this very page again.
const head = '<!doctype html><meta charset="utf-8"><base href="/elsewhere/">';

const disguises = [
  ' javascript:alert(1)',
  '\u0001\u001fjavascript:alert(1)',
  'java\tscript:alert(1)',
  'java\nscript:alert(1)',
  'JaVaScRiPt:alert(1)',
  'javascript://%0aalert(1)',
  'javascript\t:alert(1)',
  'javascript&colon;alert(1)',
  '&#106;avascript:alert(1)',
  '\\\\evil.example/',
  '/\\evil.example/',
  '//evil.example/',
  '/\t/evil.example/',
  'https:evil.example',
  'https:/\\evil.example',
  'data:text/html,<script>alert(1)</script>',
  'blob:https://a.example/1',
  'view-source:javascript:alert(1)',
  'https://a.example/"onmouseover="alert(1)',
  "https://a.example/'onmouseover='alert(1)",
  'https://a.example/"><script>alert(1)</script>',
  'mailto:a@b.example?subject="><script>alert(1)</script>',
];

/** Whole payloads, and what stands in them where an address can: each as it is written, and decoded. */
function candidates(): readonly string[] {
  const pieces = xssPayloads().flatMap((payload) => {
    if (!/[:&\\/]/.test(payload)) return [];
    const values = [...payload.matchAll(/=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+))/g)];
    const schemes = [...payload.matchAll(/[a-z]+script\s*:[^"'>]*|data:[^"'>]*/gi)];
    return [payload, ...values.map((value) => value[1] ?? value[2] ?? value[3] ?? ''), ...schemes.map(([all]) => all)];
  });
  const all = [...disguises, ...pieces].filter((text) => /[:&\\/]/.test(text));
  return [...new Set(all.flatMap((text) => [text, decodeReferences(text).text]))];
}

function likeScheme(url: string): number {
  return Number(/script|data|blob/i.test(url)) + Number(/^[^/?#]*[:&%]/.test(url)) + Number(/^https?:/.test(url));
}

describe.skipIf(!chromiumAvailable() || !corporaAvailable('xss'))(
  `addresses in a real browser (else: ${chromiumAbsent} ${corporaAbsent})`,
  () => {
    let browser: Opened<typeof openChromium>;
    let server: Opened<typeof servePages>;
    beforeAll(async () => {
      browser = await openChromium();
      server = await servePages();
    });
    afterAll(async () => {
      await browser?.close();
      await server?.close();
    });

    const table: (readonly [string, number, number])[] = [];
    afterAll(() => printTable(['addresses', 'tried', 'live'], table));

    /** Puts addresses into links, which are clicked, frames and images, and answers what came of it. */
    async function follow(urls: readonly string[]): Promise<Signs['scripts']> {
      const seen: string[] = [];
      for (let from = 0; from < urls.length; from += 50) seen.push(...(await followPage(urls.slice(from, from + 50))));
      return seen;
    }

    async function followPage(urls: readonly string[]): Promise<Signs['scripts']> {
      const { page, signs } = await watchedPage(browser.context);
      const body = urls.map((url) => {
        const value = escapeHtml(url);
        return `<a href="${value}">x</a><iframe src='${value}'></iframe><img src="${value}">`;
      });
      await page.goto(server.add(`${head}<body>${body.join('\n')}</body>`), {
        waitUntil: 'commit',
      });
      await page.waitForLoadState('domcontentloaded');
      await page.evaluate(async () => {
        for (const link of document.querySelectorAll('a')) {
          link.click();
          // A script as an address runs in a task of its own.
          await new Promise((resolve) => setTimeout(resolve));
        }
      });
      const { scripts } = await signs();
      await page.close();
      return scripts;
    }

    test.each([
      ['alone', {}],
      ['and relative ones', { relative: true }],
    ])('what safeUrl answers runs nothing: absolute ones %s', async (name, options) => {
      const tried = candidates();
      const all = [...new Set(tried.map((text) => safeUrl(text, options)).filter((url) => url !== null))];
      // There are thousands of relative ones: words of payloads. Those that look most like a scheme come first.
      const answers = [...all].sort((a, b) => likeScheme(b) - likeScheme(a)).slice(0, 100);
      const scripts = await follow(answers);
      table.push([`answers, absolute ones ${name}`, answers.length, scripts.length]);
      expect(answers.length).toBeGreaterThan(20);
      expect(scripts).toEqual([]);
    });

    test('what it refuses runs, in the same page', async () => {
      const refused = candidates().filter((text) => /^\s*javascript:/i.test(text) && safeUrl(text) === null);
      const scripts = await follow(refused.slice(0, 40));
      table.push(['refused', Math.min(refused.length, 40), scripts.length]);
      expect(scripts.length).toBeGreaterThan(20);
    });
  },
);
