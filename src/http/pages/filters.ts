import { daysAfter } from '../../domain/time/local-day.js';
import type { DayRange } from '../../index.js';
import { address } from './address.js';
import { type Html, html } from './html.js';

export interface FilterParts {
  /** Where the page is, without its query. */
  readonly path: string;
  readonly days: DayRange;
  /** The day of now where the figures are counted. */
  readonly today: string;
  /** What stands in the query besides the days; null for what is not set. */
  readonly query: Readonly<Record<string, string | null>>;
  /** Fields of the form besides the days, and names of `query` that have none: these are kept as they are. */
  readonly fields: readonly Html[];
  readonly kept?: readonly string[];
  /** Where the same figures are had as a file, without its query, and whose they are. */
  readonly exports: { readonly path: string; readonly of: string };
}

const presets = [7, 30, 90, 365] as const;

/** Which days, and which runs: a form that asks the page anew, shorter ways to the usual days, and the files. */
export function filters(parts: FilterParts): Html {
  const { path, days, today, query, fields, kept = [] } = parts;
  const hidden = kept.flatMap((name) =>
    query[name] ? [html`<input type="hidden" name="${name}" value="${query[name] ?? ''}">`] : [],
  );
  return html`<section class="panel" aria-label="Days and filters">
<ul class="presets" aria-label="Usual days">${presets.map((count) => presetItem(parts, count))}</ul>
<form class="filters" method="get" action="${path}">${hidden}
<div class="fields">
<div class="field"><label for="first">First day</label><input type="date" id="first" name="first" value="${days.first}" max="${today}" required></div>
<div class="field"><label for="last">Last day</label><input type="date" id="last" name="last" value="${days.last}" max="${today}" required></div>
${fields}
</div>
<div class="actions actions-apart"><div class="actions"><button class="button">Show</button> <a class="button button-quiet" href="${address(path, Object.fromEntries(kept.map((name) => [name, query[name]])))}">Reset</a></div>
<div class="actions">${(['csv', 'jsonl'] as const).map((format) => exportLink(parts, format))}</div></div>
</form>
</section>`;
}

function presetItem({ path, days, today, query }: FilterParts, count: number): Html {
  const first = daysAfter(today, 1 - count);
  const isCurrent = days.first === first && days.last === today;
  const href = address(path, { ...query, first, last: today });
  return html`<li><a href="${href}"${isCurrent && html` aria-current="true"`}>${count} days</a></li>`;
}

function exportLink({ days, query, exports: { path, of } }: FilterParts, format: 'csv' | 'jsonl'): Html {
  const href = address(path, { format, ...query, of, ...days });
  return html`<a class="button button-quiet button-small" href="${href}" download>Export ${format === 'csv' ? 'CSV' : 'JSON Lines'}</a>`;
}
