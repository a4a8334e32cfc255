import type { ChartData } from '../chart-data.js';

/** What a chart shows, from the data beside it; null for what is none. */
export function chartDataOf(figure: Element): ChartData | null {
  const source = figure.querySelector('script[type="application/json"]')?.textContent;
  // The page that brought this script has written it.
  return source ? (JSON.parse(source) as ChartData) : null;
}
