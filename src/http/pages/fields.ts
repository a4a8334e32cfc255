import { type Html, html } from './html.js';

/** A choice of the filters. The first one stands for no choice. */
export function selectField(
  name: string,
  title: string,
  value: string | null,
  choices: readonly (readonly [value: string, title: string])[],
): Html {
  // What is asked for is shown as such, even where it is none of the choices any more.
  const isListed = value === null || value === '' || choices.some(([choice]) => choice === value);
  const all = isListed ? choices : [...choices, [value, value] as const];
  return html`<div class="field"><label for="${name}">${title}</label><select id="${name}" name="${name}">${all.map(
    ([choice, text]) => html`<option value="${choice}"${choice === (value ?? '') && html` selected`}>${text}</option>`,
  )}</select></div>`;
}

/** Free text with suggestions: names that occur, which are not all there may be. */
export function suggestField(name: string, title: string, value: string | null, known: readonly string[]): Html {
  const list = `${name}-names`;
  return html`<div class="field"><label for="${name}">${title}</label><input id="${name}" name="${name}" value="${value ?? ''}" placeholder="All" maxlength="255" list="${list}" autocomplete="off"><datalist id="${list}">${known.map(
    (one) => html`<option value="${one}"></option>`,
  )}</datalist></div>`;
}
