import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { escapeHtml } from '../../src/safety/markup/escape-html.js';
import { corporaAbsent, corporaAvailable } from '../corpora.js';
import { chromiumAbsent, chromiumAvailable, openChromium } from './chromium.js';
import { htmlContexts } from './html-contexts.js';
import { servePages } from './page-server.js';
import { printTable } from './print-table.js';
import { stir } from './stir.js';
import { watchedPage } from './watch.js';
import { everyNth, xssPayloads } from './xss-payloads.js';

type Opened<T extends (...given: never[]) => Promise<unknown>> = Awaited<ReturnType<T>>;

describe.skipIf(!chromiumAvailable())(`escaped HTML in a real browser (else: ${chromiumAbsent})`, () => {
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

  const withCorpora = test.skipIf(!corporaAvailable('xss'));
  const table: (readonly [string, number, number, number])[] = [];
  afterAll(() => printTable(['where', 'payloads', 'live', 'requests'], table));

  withCorpora.each(htmlContexts)(`no payload is live: $name (else: ${corporaAbsent})`, async (context) => {
    const { name, html, wayOut, attribute } = context;
    const given = xssPayloads();
    const payloads = [...given, ...everyNth(given, 12).map((payload) => wayOut + payload)];
    const { page, signs } = await watchedPage(browser.context);
    const body = payloads.map((payload) => html(escapeHtml(payload))).join('\n');
    await page.goto(server.add(`<!doctype html><meta charset="utf-8"><body>${body}</body>`));
    const read = await page.evaluate(
      (from) =>
        [...document.body.querySelectorAll('*')].map((element) => ({
          tag: element.localName,
          attributes: element.getAttributeNames(),
          text: from === null ? element.textContent : element.getAttribute(from),
        })),
      attribute,
    );
    await page.evaluate(stir);
    const { scripts, requests } = await signs();
    await page.close();

    table.push([`${name}, escaped`, payloads.length, scripts.length, requests.length]);
    expect(read.map(({ text }) => text)).toEqual(payloads.map((payload) => payload.replaceAll('\0', '\uFFFD')));
    expect(new Set(read.map(({ tag }) => tag)).size).toBe(1);
    expect(read.filter(({ attributes }) => attributes.join() !== (attribute ?? ''))).toEqual([]);
    expect(scripts).toEqual([]);
    expect(requests).toEqual([]);
  });

  withCorpora.each(htmlContexts)(`as they are, payloads are live: $name (else: ${corporaAbsent})`, async (context) => {
    const { name, html, wayOut } = context;
    const payloads = everyNth(xssPayloads(), 24);
    const live = new Set<string>();
    let asked = 0;
    // Few to a page: some swallow all that follows.
    for (let from = 0; from < payloads.length; from += 25) {
      const { page, signs } = await watchedPage(browser.context);
      const marked = payloads
        .slice(from, from + 25)
        .map((payload, index) => `<div data-mark="${from + index}">${html(wayOut + payload)}</div>`);
      await page.goto(server.add(`<!doctype html><meta charset="utf-8"><body>${marked.join('\n')}</body>`));
      const seen = await signs();
      for (const mark of seen.scripts) if (mark !== '') live.add(mark);
      asked += seen.requests.length;
      await page.close();
    }
    table.push([`${name}, as they are`, payloads.length, live.size, asked]);
    expect(live.size).toBeGreaterThan(payloads.length / 2);
  });

  test('any text comes back as it was, but for NUL', async () => {
    const unit = fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom(...'&<>"\'`=/ \t\n\r\f\v;#x', '\0', '&amp', '&#', '&lt;', '\u2028') },
      { weight: 2, arbitrary: fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }) },
      { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 3 }) },
    );
    const texts = fc.sample(fc.array(unit, { maxLength: 40 }), 2_000).map((units) => units.join('').toWellFormed());
    const { page } = await watchedPage(browser.context);
    for (const { html, attribute } of htmlContexts) {
      const body = texts.map((text) => html(escapeHtml(text))).join('');
      await page.goto(server.add(`<!doctype html><meta charset="utf-8"><body>${body}</body>`));
      const read = await page.evaluate(
        (from) =>
          [...document.body.querySelectorAll('*')].map((element) =>
            from === null ? element.textContent : element.getAttribute(from),
          ),
        attribute,
      );
      expect(read).toEqual(texts.map((text) => text.replaceAll('\0', '\uFFFD')));
    }
    await page.close();
  });
});
