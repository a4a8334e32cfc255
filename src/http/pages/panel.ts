import { type Html, type HtmlValue, html } from './html.js';

/** A part of a page, under a heading of its own. `id` is unique in the page. */
export function panel(id: string, title: string, content: HtmlValue): Html {
  return html`<section class="panel" aria-labelledby="${id}"><h2 id="${id}">${title}</h2>${content}</section>`;
}
