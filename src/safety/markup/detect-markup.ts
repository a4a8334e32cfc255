import type { Span } from '../../domain/text/span.js';
import { codeRegions } from '../code-regions.js';
import type { Detection } from '../detection.js';
import { isActiveStyle } from './active-style.js';
import { isHandlerName } from './handler-name.js';
import { htmlTags } from './html-tags.js';
import { judgeTag, type MarkupFinding } from './judge-tag.js';
import type { MarkupCode } from './markup-meanings.js';
import { regionTest } from './region-test.js';
import { withoutInvisible } from './without-invisible.js';

/** The most that is said of HTML in code: it is shown, not run. */
const inCode = 0.25;

const brokenOut = /["'`][\s/]{0,8}(?:(?:autofocus|[a-z-]{1,20}=[^\s"'`<>]{0,40})[\s/]{1,8})?(on[a-z]{3,40})\s{0,8}=/gi;
const instruction = /<(?:\?xml-stylesheet|!ENTITY|!ATTLIST)\b/gi;
const importRule = /@import/i;

/**
 * What a browser would run, load or obey if the text were shown as HTML: script elements, event
 * handlers, addresses that are scripts, embedded pages, active styles. Formatting is no finding.
 * Read without the characters that no one sees, so that none of them hides a tag. In code, fenced or
 * inline, confidence stays at 0.25 and below.
 */
export function detectMarkup(text: string): readonly Detection<MarkupCode>[] {
  const { text: visible, sourceOf } = withoutInvisible(text);
  const findings: MarkupFinding[] = [];
  if (visible.includes('<')) {
    let styled = -1;
    for (const tag of htmlTags(visible)) {
      findings.push(...judgeTag(tag));
      // Tags within one another can end at the same place.
      if (tag.name !== 'style' || tag.span.end === styled) continue;
      styled = tag.span.end;
      findings.push(...judgeStyle(visible, tag.span));
    }
    for (const match of visible.matchAll(instruction)) {
      findings.push({ code: 'xml_instruction', span: spanOf(match), confidence: 0.6 });
    }
  }
  findings.push(...handlersOutsideTags(visible, findings));
  if (findings.length === 0) return [];

  const shownAsCode = regionTest(codeRegions(text));
  const code = visible === text ? shownAsCode : regionTest(codeRegions(visible));
  return findings
    .map(({ code: found, span, confidence }) => {
      const source = { start: sourceOf(span.start), end: sourceOf(span.end) };
      const shown = shownAsCode(source.start) && (visible === text || code(span.start));
      return { code: found, span: source, confidence: shown ? Math.min(confidence, inCode) : confidence };
    })
    .sort((a, b) => a.span.start - b.span.start);
}

function judgeStyle(text: string, tag: Span): readonly MarkupFinding[] {
  const next = text.indexOf('<', tag.end);
  const style = text.slice(tag.end, next === -1 ? text.length : next);
  const confidence = isActiveStyle(style) ? 0.9 : importRule.test(style) ? 0.5 : 0;
  return confidence === 0 ? [] : [{ code: 'active_style', span: tag, confidence }];
}

function handlersOutsideTags(text: string, findings: readonly MarkupFinding[]): readonly MarkupFinding[] {
  const known = new Set(findings.filter(({ code }) => code === 'event_handler').map(({ span }) => span.start));
  return [...text.matchAll(brokenOut)].flatMap((match) => {
    const name = match[1] ?? '';
    const start = match.index + match[0].lastIndexOf(name);
    const end = match.index + match[0].length;
    if (known.has(start) || !isHandlerName(name.toLowerCase())) return [];
    return [{ code: 'handler_outside_tag', span: { start, end }, confidence: 0.9 }];
  });
}

function spanOf(match: RegExpExecArray): Span {
  return { start: match.index, end: match.index + match[0].length };
}
