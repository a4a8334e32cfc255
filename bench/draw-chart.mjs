/**
 * Draws the ratios of all results that were kept as one picture: `npm run bench -- chart`. Everybody's bar is its
 * ratio to the same peer as in the table; the scale is logarithmic, and the line in the middle is the peer itself.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';

const folder = new URL('results/', import.meta.url);
const width = 880;
const labelWidth = 400;
const rowHeight = 22;
const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** The cells of a row of a table. */
const cellsOf = (line) =>
  line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());

/** Tables with a ratio, each with the headings above it. */
export function chartedTables(report) {
  const tables = [];
  let headings = [];
  let table = null;
  for (const line of report.split('\n')) {
    const [, hashes, title] = /^(#+) (.*)$/.exec(line) ?? [];
    if (title !== undefined) headings = [...headings.slice(0, hashes.length - 1), title];
    if (!line.startsWith('|')) {
      table = null;
      continue;
    }
    const cells = cellsOf(line);
    if (table === null) {
      const column = cells.findIndex((cell) => cell.startsWith('ratio to '));
      table = { title: headings.join(', '), peer: cells[column], column, rows: [] };
      if (column > 0) tables.push(table);
    } else if (table.column > 0 && !cells.includes('---') && !cells.some((cell) => /^-+:?$/.test(cell))) {
      table.rows.push({ name: cells[0], ratio: Number(cells[table.column].replaceAll(',', '')) });
    }
  }
  return tables;
}

/** A picture that is readable on light and on dark pages. */
export function chartOf(tables) {
  const ratios = tables.flatMap(({ rows }) => rows.map(({ ratio }) => ratio)).filter((ratio) => ratio > 0);
  const reach = Math.max(...ratios.map((ratio) => Math.abs(Math.log10(ratio))), 1);
  const middle = labelWidth + (width - labelWidth - 60) / 2;
  const half = (width - labelWidth - 120) / 2;
  const parts = [];
  let y = 24;
  for (const { title, peer, rows } of tables) {
    parts.push(`<text class="title" x="8" y="${y}">${escaped(title)}: ${escaped(peer)}</text>`);
    const top = y + 8;
    y += 12;
    for (const { name, ratio } of rows) {
      const length = (Math.log10(Math.max(ratio, 10 ** -reach)) / reach) * half;
      const x = Math.min(middle, middle + length);
      const ours = name.startsWith('PromptForge') || name.startsWith('promptforge') ? ' class="ours"' : '';
      parts.push(
        `<text x="${labelWidth - 8}" y="${y + 14}" text-anchor="end">${escaped(name)}</text>`,
        `<rect${ours} x="${x.toFixed(1)}" y="${y + 3}" width="${Math.max(1, Math.abs(length)).toFixed(1)}" height="14"/>`,
        `<text x="${(length < 0 ? middle + 6 : middle + length + 6).toFixed(1)}" y="${y + 14}">${ratio}</text>`,
      );
      y += rowHeight;
    }
    parts.push(`<line x1="${middle}" y1="${top}" x2="${middle}" y2="${y}"/>`);
    y += 30;
  }
  const style =
    'text{font:12px system-ui,sans-serif;fill:#555}.title{font-weight:600;font-size:13px}rect{fill:#9aa5a1}' +
    '.ours{fill:#0b6e5d}line{stroke:#888}' +
    '@media(prefers-color-scheme:dark){text{fill:#bbb}rect{fill:#66706c}.ours{fill:#5ecdb4}line{stroke:#999}}';
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${y}" role="img" aria-label="Ratios of all benches, on a logarithmic scale"><style>${style}</style>
${parts.join('\n')}
</svg>
`;
}

/** Draws `ratios.svg` beside the results. */
export function drawChart() {
  const reports = readdirSync(folder)
    .filter((file) => file.endsWith('.md'))
    .sort();
  const tables = reports.flatMap((file) => chartedTables(readFileSync(new URL(file, folder), 'utf8')));
  writeFileSync(new URL('ratios.svg', folder), chartOf(tables));
  console.log(`bench/results/ratios.svg has ${tables.length} tables of ${reports.length} results.`);
}
