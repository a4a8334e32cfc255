import { type Html, html } from './html.js';

/** One figure, as it stands at the head of a page. */
export interface Figure {
  readonly title: string;
  readonly value: string;
  /** What helps to read it, in a few words. */
  readonly note?: string;
  /** Name of the live figure that takes its place while runs are counted; see `browser/run-counts.ts`. */
  readonly live?: string;
}

/** The figures at the head of a page. */
export function figureList(figures: readonly Figure[]): Html {
  return html`<dl class="figures">${figures.map(
    ({ title, value, note, live }) =>
      html`<div class="figure"><dt>${title}</dt><dd class="figure-value"${
        live !== undefined && html` data-live-figure="${live}"`
      }>${value}</dd>${note !== undefined && html`<dd class="note">${note}</dd>`}</div>`,
  )}</dl>`;
}
