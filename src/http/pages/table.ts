import { type Html, type HtmlValue, html } from './html.js';

export interface Column<Row> {
  readonly title: string;
  readonly value: (row: Row) => HtmlValue;
  /** Stands to the right, digits below digits. */
  readonly isNumber?: boolean;
  /** Breaks into lines where there is little room, as names of rows do. */
  readonly wraps?: boolean;
}

export interface TableParts<Row> {
  /** Unique in the page. */
  readonly id: string;
  readonly caption: string;
  /** The first one names the rows. */
  readonly columns: readonly [Column<Row>, ...Column<Row>[]];
  readonly rows: readonly Row[];
  /** What stands in its place without rows: what to do, so that there are some. */
  readonly empty: string;
}

/** A table in a container of its own, which scrolls by touch, wheel and keyboard where there is no room. */
export function table<Row>({ id, caption, columns, rows, empty }: TableParts<Row>): Html {
  if (rows.length === 0) return html`<div><p class="quiet">${caption}</p><p class="empty">${empty}</p></div>`;
  const heads = columns.map(
    ({ title, isNumber = false }) => html`<th scope="col"${isNumber && html` class="right"`}>${title}</th>`,
  );
  return html`<div class="table" role="group" aria-labelledby="${id}" tabindex="0"><table>
<caption id="${id}">${caption}</caption>
<thead><tr>${heads}</tr></thead>
<tbody>${rows.map((row) => html`<tr>${columns.map((column, index) => cell(column, row, index === 0))}</tr>\n`)}</tbody>
</table></div>`;
}

function cell<Row>({ value, isNumber = false, wraps = false }: Column<Row>, row: Row, isName: boolean): Html {
  const content = value(row);
  if (isName) return html`<th scope="row" class="wrap">${content}</th>`;
  if (wraps) return html`<td class="wrap">${content}</td>`;
  return html`<td${isNumber && html` class="right"`}>${content}</td>`;
}
