import { rawHtmlEnd } from './raw-html-end.js';

const blockElement =
  /^<\/?(?:address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|dt|fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend|li|link|main|menu|menuitem|nav|noframes|ol|optgroup|option|p|param|search|section|summary|table|tbody|td|tfoot|th|thead|title|tr|track|ul)(?:[ \t]|\/?>|$)/i;

const blocks: readonly { readonly start: RegExp; readonly end: RegExp }[] = [
  { start: /^<(?:script|pre|style|textarea)(?:[ \t>]|$)/i, end: /<\/(?:script|pre|style|textarea)>/i },
  { start: /^<!--/, end: /-->/ },
  { start: /^<\?/, end: /\?>/ },
  { start: /^<![a-z]/i, end: />/ },
  { start: /^<!\[CDATA\[/, end: /\]\]>/ },
  { start: blockElement, end: /^$/ },
];

/**
 * What ends the raw HTML that begins with this line (without its indentation), or null when none
 * does. The seven kinds of CommonMark 0.31, section 4.6; the seventh may not interrupt a paragraph.
 */
export function htmlBlockEnd(line: string, inParagraph: boolean): RegExp | null {
  if (!line.startsWith('<')) return null;
  const known = blocks.find(({ start }) => start.test(line));
  if (known !== undefined) return known.end;
  if (inParagraph || !/^<\/?[a-z]/i.test(line)) return null;
  const end = rawHtmlEnd(line, 0, new Set());
  return end !== null && line.slice(end).trim() === '' ? /^$/ : null;
}
