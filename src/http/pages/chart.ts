import type { ChartData } from './chart-data.js';
import { type Html, html, jsonMarkup } from './html.js';

/**
 * Room for a chart, and what it shows as data. It is hidden until the script of the pages draws it; the table
 * beside it says the same without.
 */
export function chart(title: string, data: ChartData): Html {
  if (data.labels.length === 0) return html``;
  return html`<figure class="chart" data-chart hidden>
<figcaption>${title}</figcaption>
<div class="chart-plot" role="img" aria-label="${title}: a chart of the figures in the table below."></div>
<script type="application/json">${jsonMarkup(data)}</script>
</figure>`;
}
