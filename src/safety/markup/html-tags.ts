import type { Span } from '../../domain/text/span.js';

export interface HtmlAttribute {
  /** In lower case. */
  readonly name: string;
  /** As it is written, without its quotes; null when there is none. */
  readonly value: string | null;
  /** From the name to the end of the value. */
  readonly span: Span;
}

export interface HtmlTag {
  /** In lower case. */
  readonly name: string;
  /** From "<" to ">", or to the end of the text when it is never closed. */
  readonly span: Span;
  /** Without those that an earlier tag has, because this one begins inside it. */
  readonly attributes: readonly HtmlAttribute[];
}

const opening = /<([a-z][^\t\n\v\f\r {2}/><]*)/gi;
const gap = /[\t\n\v\f\r /]*/y;
const attributeName = /[^\t\n\v\f\r />][^\t\n\v\f\r />=<]*/y;
const equals = /[\t\n\v\f\r ]*=[\t\n\v\f\r ]*/y;
const afterUnquoted = /[\t\n\v\f\r >]/g;

/**
 * The start tags of a text, read as browsers do (WHATWG HTML 13.2.5), whatever stands around them:
 * also those within comments, quoted values and scripts, since what is text for one parser is a tag
 * for the next. So every tag that any browser sees in it is among them. Where two tags overlap, what
 * they share is read once; therefore it takes time in proportion to the text.
 */
export function* htmlTags(text: string): Generator<HtmlTag> {
  const endOf = valueEnds(text);
  const read = new Set<number>();
  let end = 0;
  for (const match of text.matchAll(opening)) {
    const attributes: HtmlAttribute[] = [];
    let at = match.index + match[0].length;
    for (;;) {
      at = skip(gap, text, at);
      if (at >= text.length || text[at] === '>' || read.has(at)) break;
      read.add(at);
      const attribute = attributeAt(text, at, endOf);
      attributes.push(attribute);
      at = attribute.span.end;
    }
    end = read.has(at) ? Math.max(end, at) : Math.min(at + 1, text.length);
    yield { name: (match[1] ?? '').toLowerCase(), span: { start: match.index, end }, attributes };
  }
}

function attributeAt(text: string, start: number, endOf: (start: number) => number): HtmlAttribute {
  const nameEnd = skip(attributeName, text, start);
  const name = text.slice(start, nameEnd).toLowerCase();
  const valueStart = skip(equals, text, nameEnd);
  if (valueStart === nameEnd) return { name, value: null, span: { start, end: nameEnd } };
  const quote = text[valueStart];
  if (quote !== '"' && quote !== "'") {
    const end = endOf(valueStart);
    return { name, value: text.slice(valueStart, end), span: { start, end } };
  }
  const closing = text.indexOf(quote, valueStart + 1);
  const end = closing === -1 ? text.length : closing + 1;
  return { name, value: text.slice(valueStart + 1, closing === -1 ? end : closing), span: { start, end } };
}

/** Where unquoted values end. Many can end at the same place, for which the text is searched once. */
function valueEnds(text: string): (start: number) => number {
  let from = 0;
  let end = -1;
  return (start) => {
    if (start >= from && start <= end) return end;
    afterUnquoted.lastIndex = start;
    from = start;
    end = afterUnquoted.exec(text)?.index ?? text.length;
    return end;
  };
}

function skip(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}
