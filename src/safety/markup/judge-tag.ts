import type { Span } from '../../domain/text/span.js';
import { isActiveStyle } from './active-style.js';
import { decodeReferences } from './decode-references.js';
import { isHandlerName } from './handler-name.js';
import type { HtmlAttribute, HtmlTag } from './html-tags.js';
import type { MarkupCode } from './markup-meanings.js';
import { urlDanger } from './url-danger.js';

export interface MarkupFinding {
  readonly code: MarkupCode;
  readonly span: Span;
  readonly confidence: number;
}

const embedding = new Set(['iframe', 'frame', 'object', 'embed', 'applet', 'portal', 'fencedframe']);
const animation = new Set(['animate', 'set', 'animatetransform', 'animatemotion', 'animatecolor']);
const images = new Set(['img', 'image', 'source', 'input', 'video', 'audio', 'feimage']);

/** Attributes that are only read, so that nothing follows what looks like an address in them. */
const readOnly = /^(?:title|alt|placeholder|label|class|id|name|aria-[a-z-]+|data-[a-z-]+)$/;

/** Attributes that hold an address somewhere in their value. */
const listed = new Set(['content', 'values', 'srcset', 'archive']);

/** What is dangerous about a tag, whether it stands in code or not. */
export function judgeTag({ name, span, attributes }: HtmlTag): readonly MarkupFinding[] {
  const findings: MarkupFinding[] = [];
  const add = (code: MarkupCode, confidence: number, where: Span = span): void => {
    findings.push({ code, span: where, confidence });
  };
  const value = (wanted: string): string | null => attributes.find((each) => each.name === wanted)?.value ?? null;

  if (name === 'script' || name.endsWith(':script')) add('script_element', 0.95);
  else if (embedding.has(name)) add('embedded_content', 0.8);
  else if (name === 'base') add('page_setting', 0.8);
  else if (name === 'meta' && value('http-equiv') !== null) add('page_setting', 0.8);
  else if (name === 'link') add('page_setting', value('rel') === 'import' ? 0.9 : 0.4);
  else if (name === 'form' && value('action') !== null) add('form_target', 0.3);
  else if (animation.has(name) && isAnimatedDanger(value('attributename'))) add('animated_attribute', 0.9);
  else if (name === 'use' && /^[^#]/.test(value('href') ?? value('xlink:href') ?? '#')) add('animated_attribute', 0.7);

  for (const attribute of attributes) {
    const finding = judgeAttribute(name, attribute);
    if (finding !== null) add(finding[0], finding[1], attribute.span);
  }
  return findings;
}

function judgeAttribute(tag: string, { name, value }: HtmlAttribute): readonly [MarkupCode, number] | null {
  if (value === null) return null;
  if (isHandlerName(name)) return ['event_handler', 0.95];
  if (name === 'srcdoc') return ['document_in_attribute', 0.95];
  if (name === 'style') return isActiveStyle(decodeReferences(upToTag(value)).text) ? ['active_style', 0.9] : null;
  if (readOnly.test(name)) return null;
  const danger = listed.has(name) ? dangerWithin(upToTag(value)) : urlDanger(value);
  if (danger === 'script') return ['script_in_attribute', 0.95];
  if (danger === 'document') return ['document_in_attribute', images.has(tag) ? 0.1 : 0.95];
  return name === 'formaction' ? ['form_target', 0.6] : null;
}

function isAnimatedDanger(attribute: string | null): boolean {
  return /^(?:xlink:)?href$|^on|^src|^action/i.test(attribute?.trim() ?? '');
}

function dangerWithin(value: string): ReturnType<typeof urlDanger> {
  const dangers = decodeReferences(value)
    .text.split(/[;,]|url\s?=/i)
    .map(urlDanger);
  return dangers.find((danger) => danger === 'script') ?? dangers.find((danger) => danger === 'document') ?? null;
}

/** Values of tags within one another share their ends; what is looked at in full ends with the next tag. */
function upToTag(value: string): string {
  const tag = value.indexOf('<');
  return tag === -1 ? value : value.slice(0, tag);
}
