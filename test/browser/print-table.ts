import { markdownTable } from '../../bench/report/markdown-table.js';

/** Prints what a test measured, as Markdown. */
export function printTable(head: readonly string[], rows: readonly (readonly (string | number)[])[]): void {
  console.log(
    markdownTable(
      head,
      rows.map((row) => row.map(String)),
    ),
  );
}
