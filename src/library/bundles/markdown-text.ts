/**
 * A fence around a text that the text itself cannot close: one backtick longer than any row of them in it.
 * @see https://spec.commonmark.org/0.31.2/#fenced-code-blocks
 */
export function fenced(text: string): string {
  const rows = text.match(/`+/g) ?? [];
  const longest = rows.reduce((most, row) => Math.max(most, row.length), 2);
  const fence = '`'.repeat(longest + 1);
  return `${fence}text\n${text}\n${fence}`;
}

/** A text on one line of Markdown, in which nothing means anything. */
export function plainMarkdown(text: string): string {
  return text
    .replaceAll(/\s+/g, ' ')
    .trim()
    .replaceAll(/[\\`*_[\]<>&|#~]/g, '\\$&');
}

/** A table; its cells are Markdown. */
export function markdownTable(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const line = (cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
