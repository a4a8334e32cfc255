import { escapeHtml } from '../../html.js';

const trusted: unique symbol = Symbol('markup');

/** Markup that may stand in a page as it is. No value from elsewhere can pass for it: only {@link html} makes it. */
export interface Html {
  readonly [trusted]: string;
}

/** What a template takes: texts are escaped, markup is not; null and false leave nothing. */
export type HtmlValue = Html | string | number | null | false | readonly HtmlValue[];

/**
 * Markup with values in it: `` html`<td>${text}</td>` ``. Values stand between tags, or in attributes in
 * double quotes; what goes into `href` comes from `safeUrl` or is made here.
 */
export function html(parts: TemplateStringsArray, ...values: readonly HtmlValue[]): Html {
  return markup(parts.map((part, index) => part + textOf(values[index] ?? null)).join(''));
}

/**
 * Data for a script, inside `<script type="application/json">`: nothing in it can end the element or begin
 * another (`<` and `>` are escaped as JSON allows).
 */
export function jsonMarkup(value: unknown): Html {
  return markup(JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, escaped));
}

/** The whole as text, for a response. */
export function markupOf(page: Html): string {
  return page[trusted];
}

function markup(text: string): Html {
  return Object.freeze({ [trusted]: text });
}

function textOf(value: HtmlValue): string {
  if (value === null || value === false) return '';
  if (typeof value === 'string') return escapeHtml(value);
  if (typeof value === 'number') return String(value);
  return isHtml(value) ? value[trusted] : value.map(textOf).join('');
}

function isHtml(value: Html | readonly HtmlValue[]): value is Html {
  return trusted in value;
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
