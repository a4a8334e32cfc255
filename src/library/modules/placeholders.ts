/** How modules write a placeholder. */
const placeholder = /\{\{ ?([a-z][a-z0-9_]{0,39}) ?\}\}/g;

/** Puts texts in the place of placeholders, each once: what looks like a placeholder in a value stays as it is. */
export function fillPlaceholders(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(placeholder, (whole, name: string) =>
    Object.hasOwn(values, name) ? (values[name] ?? whole) : whole,
  );
}

/**
 * Gives placeholders for lists a line of their own, where the list has room. White space around one, and a
 * sign right after it, are dropped.
 */
export function withListsApart(text: string, lists: ReadonlySet<string>): string {
  const breaks = [...text.matchAll(placeholder)].filter(([, name]) => name !== undefined && lists.has(name));
  let end = 0;
  let written = '';
  for (const { 0: whole, index } of breaks) {
    written += lineEnd(text.slice(end, index), written);
    written += whole;
    end = index + whole.length;
  }
  return written + (breaks.length === 0 ? text : lineStart(text.slice(end)));
}

function lineEnd(piece: string, before: string): string {
  const own = before === '' ? piece : lineStart(piece);
  const last = own.lastIndexOf('\n') + 1;
  const line = own.slice(last).trimEnd();
  const isFirst = before === '' && last === 0 && line === '';
  return line === '' ? `${own.slice(0, last)}${isFirst || last > 0 ? '' : '\n'}` : `${own.slice(0, last)}${line}\n`;
}

function lineStart(piece: string): string {
  const [line = '', ...others] = piece.split('\n');
  const rest = line
    .trimStart()
    .replace(/^[.,;:]/, '')
    .trimStart();
  return [...(rest === '' ? [''] : ['', rest]), ...others].join('\n');
}
