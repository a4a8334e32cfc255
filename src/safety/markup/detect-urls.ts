import type { Span } from '../../domain/text/span.js';
import { codeRegions } from '../code-regions.js';
import type { Detection } from '../detection.js';
import { bareHosts } from './bare-hosts.js';
import { decodeReferences } from './decode-references.js';
import { hostKind } from './host-kind.js';
import { hostMatches } from './host-matches.js';
import { judgeUrl, type UrlRules } from './judge-url.js';
import { markdownTargets } from './markdown-targets.js';
import { parseUrl } from './parse-url.js';
import { regionTest } from './region-test.js';
import { schemeBefore } from './scheme-before.js';
import { urlDanger } from './url-danger.js';
import type { UrlCode } from './url-meanings.js';
import { withoutInvisible } from './without-invisible.js';

type Judgement = readonly [UrlCode, number];

interface Found {
  readonly span: Span;
  readonly judgements: readonly Judgement[];
}

/** The most that is said of an address in code, unless the host forbids it. */
const inCode = 0.25;

const word = /[^\s<>"`]*/y;
const longestScheme = 30;
const onNetworks = new Set(['http', 'https', 'ftp', 'ws', 'wss']);
const codeLike = /[(`=%\\[;]/;
const carriesData = /[?#/][^?#/]*(?:[{<[]|%7b)|[?#].{200}/i;

/**
 * Addresses that a text had better not hold, in Markdown links and images and wherever else they
 * stand: scripts, documents, passwords, hosts that are not what they seem, and what the rules of the
 * host forbid. Local and private hosts are no more than a remark unless the rules say otherwise.
 * References such as `&colon;` are read as browsers read them, characters that no one sees are
 * passed over. In code, fenced or inline, confidence stays at 0.25 and below, except for the rules.
 */
export function detectUrls(text: string, rules: UrlRules = {}): readonly Detection<UrlCode>[] {
  const visible = withoutInvisible(text);
  const decoded = decodeReferences(visible.text);
  const found: Found[] = [...targets(visible.text, rules)].map(({ span, judgements }) => ({
    span: { start: visible.sourceOf(span.start), end: visible.sourceOf(span.end) },
    judgements,
  }));
  for (const { span, judgements } of [...plainUrls(decoded.text, rules), ...ruledHosts(decoded.text, rules)]) {
    const start = visible.sourceOf(decoded.sourceOf(span.start));
    const end = visible.sourceOf(decoded.sourceOf(span.end));
    found.push({ span: { start, end }, judgements });
  }
  const judged = found.filter(({ judgements }) => judgements.length > 0);
  if (judged.length === 0) return [];

  const isCode = regionTest(codeRegions(text));
  const detections = new Map<string, Detection<UrlCode>>();
  for (const { span, judgements } of judged.sort((a, b) => a.span.start - b.span.start)) {
    for (const [code, confidence] of judgements) {
      const shown = confidence < 1 && isCode(span.start) ? Math.min(confidence, inCode) : confidence;
      const key = `${span.start} ${code}`;
      if ((detections.get(key)?.confidence ?? 0) < shown) detections.set(key, { code, span, confidence: shown });
    }
  }
  return [...detections.values()];
}

/** Where the host says which hosts may be, other spellings of an address count as well; no rule judges what is not an address. */
function* ruledHosts(text: string, { allowedHosts, blockedHosts = [], privateHosts }: UrlRules): Generator<Found> {
  if (allowedHosts === undefined && blockedHosts.length === 0 && privateHosts !== false) return;
  for (const { span, host } of bareHosts(text)) {
    const judgements: Judgement[] = [];
    if (hostMatches(host, blockedHosts)) judgements.push(['blocked_host', 1]);
    if (allowedHosts !== undefined && !hostMatches(host, allowedHosts)) judgements.push(['host_not_allowed', 1]);
    const kind = privateHosts === false ? hostKind(host) : 'public';
    if (kind !== 'public') judgements.push([`${kind}_host`, 1]);
    yield { span, judgements };
  }
}

function* targets(text: string, rules: UrlRules): Generator<Found> {
  for (const { kind, span } of markdownTargets(text)) {
    const written = text.slice(span.start, span.end);
    const judgements: Judgement[] = [];
    const danger = urlDanger(written);
    if (danger === 'script') judgements.push(['script_url', 0.95]);
    // What an image shows runs no scripts.
    if (danger === 'document') judgements.push(['document_url', kind === 'image' ? 0.1 : 0.95]);
    if (danger === 'no_operation') judgements.push(['idle_script_url', 0.2]);
    if (kind === 'image' && written.includes('//') && carriesData.test(written.slice(written.indexOf('//') + 2))) {
      judgements.push(['image_carries_data', 0.3]);
    }
    const address = decodeReferences(written).text.replace(/^[\\/]{2}/, 'https://');
    const url = /^(?:https?|ftp|wss?):/i.test(address) ? parseUrl(address) : null;
    if (url !== null) judgements.push(...judgeUrl(address, url, rules));
    yield { span, judgements };
  }
}

function* plainUrls(text: string, rules: UrlRules): Generator<Found> {
  const blocked = new Set((rules.blockedProtocols ?? []).map((name) => name.toLowerCase().replace(/:$/, '')));
  for (let colon = text.indexOf(':'); colon !== -1; ) {
    const next = colon + 1;
    const own = schemeBefore(text, colon);
    const scheme = own?.scheme ?? wordBefore(text, colon);
    let end = next;
    if (scheme !== '') {
      const start = own?.start ?? colon - scheme.length;
      const network = /^[\\/]{2}/.test(text.slice(next, next + 2));
      if (own !== null || network || blocked.has(scheme)) {
        end = wordEnd(text, next);
        const judgements: Judgement[] = blocked.has(scheme) && end > next ? [['blocked_protocol', 1]] : [];
        if (own !== null) judgements.push(...judgeOwn(scheme, text.slice(next, end), text[end]));
        const written = text.slice(start, end);
        const url = network && onNetworks.has(scheme) ? parseUrl(written) : null;
        if (url !== null) judgements.push(...judgeUrl(written, url, rules));
        yield { span: { start, end }, judgements };
      }
    }
    colon = text.indexOf(':', end);
  }
}

/** The scheme that ends at a colon, in lower case; empty when none does. */
function wordBefore(text: string, colon: number): string {
  let start = colon;
  while (colon - start < longestScheme && /[a-z\d+.-]/i.test(text[start - 1] ?? '')) start -= 1;
  return text.slice(start, colon).toLowerCase();
}

/** A script or a document as an address in the middle of a text, where its name can also be a mere word. */
function judgeOwn(scheme: string, rest: string, following: string | undefined): readonly Judgement[] {
  if (rest === '') return [];
  const danger = urlDanger(`${scheme}:${rest}`);
  if (danger === 'no_operation') return [['idle_script_url', 0.2]];
  if (danger === 'script') return [['script_in_text', codeLike.test(rest) ? 0.9 : 0.3]];
  if (danger !== 'document') return [];
  return [['document_in_text', /^image\/svg/i.test(rest) || !(following === ',' || /[;,]/.test(rest)) ? 0.1 : 0.9]];
}

/** Where an address ends that stands in a text, without the marks that belong to the sentence. */
function wordEnd(text: string, start: number): number {
  word.lastIndex = start;
  word.test(text);
  let end = Math.max(start, word.lastIndex);
  const written = text.slice(start, end);
  const sentence = `.,;:!?'*_}${written.includes('(') ? '' : ')'}${written.includes('[') ? '' : ']'}`;
  while (end > start && sentence.includes(text.charAt(end - 1))) end -= 1;
  return end;
}
