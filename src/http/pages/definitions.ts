import { type Html, html } from './html.js';

/** What each figure of a page means: its name, and one sentence or two. */
export type Definitions = Readonly<Record<string, string>>;

export function definitions(all: Definitions): Html {
  return html`<section class="panel" aria-label="What the figures mean"><details class="definitions">
<summary>What the figures mean</summary>
<dl>${Object.entries(all).map(([name, meaning]) => html`<div><dt>${name}</dt><dd>${meaning}</dd></div>`)}</dl>
</details></section>`;
}
