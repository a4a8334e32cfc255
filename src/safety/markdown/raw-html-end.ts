const tagName = /<\/?[a-z][a-z0-9-]{0,100}/iy;
const attributeName = /[a-z_:][a-z0-9_.:-]{0,200}/iy;
const closed = /[ \t\n]*\/?>/y;
const space = /[ \t\n]+/y;
const equals = /[ \t\n]*=[ \t\n]*/y;
const unquotedValue = /[^ \t\n"'=<>`]{1,4000}/y;
const autolink = /<(?:[a-z][a-z0-9+.-]{1,31}:[^\s<>]{0,4000}|[^\s<>@]{1,200}@[^\s<>]{1,300})>/iy;
const others: readonly (readonly [string, string])[] = [
  ['<!--', '-->'],
  ['<?', '?>'],
  ['<![CDATA[', ']]>'],
  ['<!', '>'],
];

/**
 * Where the tag, comment or automatic link ends that CommonMark 0.31 (section 6.6) sees at a "<", or
 * null when it sees none. `failed` keeps, for one text, where earlier calls gave up, so that looking
 * at every "<" of it takes time in proportion to its length.
 */
export function rawHtmlEnd(text: string, start: number, failed: Set<number | string>): number | null {
  const link = after(autolink, text, start);
  if (link !== null) return link;
  for (const [opening, closing] of others) {
    if (!text.startsWith(opening, start)) continue;
    if (failed.has(closing)) return null;
    const end = text.indexOf(closing, start + 2);
    if (end !== -1) return end + closing.length;
    failed.add(closing);
    return null;
  }
  const name = after(tagName, text, start);
  if (name === null) return null;
  const attributes: number[] = [];
  for (let at = name; ; ) {
    const end = after(closed, text, at);
    if (end !== null) return end;
    attributes.push(at);
    const next = failed.has(at) || text[start + 1] === '/' ? null : attributeEnd(text, at, failed);
    if (next !== null) {
      at = next;
      continue;
    }
    for (const position of attributes) failed.add(position);
    return null;
  }
}

function attributeEnd(text: string, start: number, failed: Set<number | string>): number | null {
  const name = after(attributeName, text, after(space, text, start) ?? text.length);
  if (name === null) return null;
  const value = after(equals, text, name);
  if (value === null) return name;
  const quote = text[value];
  if (quote !== '"' && quote !== "'") return after(unquotedValue, text, value);
  if (failed.has(quote)) return null;
  const end = text.indexOf(quote, value + 1);
  if (end === -1) failed.add(quote);
  return end === -1 ? null : end + 1;
}

/** Where a match of a sticky pattern ends. */
function after(pattern: RegExp, text: string, at: number): number | null {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : null;
}
