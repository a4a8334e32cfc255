import type { Span } from '../../domain/text/span.js';
import { isIpv4 } from './host-kind.js';
import { parseUrl } from './parse-url.js';

/** A host that an address leads to, in a spelling that is none of a whole URL. */
export interface BareHost {
  readonly span: Span;
  readonly host: string;
}

/** Where such an address begins: with slashes, after whatever scheme, with `www.`, or with a scheme that lacks them. */
const beginning = /\/\/|\bwww\.|\bhttps?:(?!\/\/)/gi;
/** Name and password, host and port, of which a host is written; or an address of IPv6, which stands in brackets. */
const authority = /(?:[^\s/?#"'`<>()[\]{}\\@]{0,256}@)?\[[\da-f:.]{2,45}\]|[^\s/?#"'`<>()[\]{}\\]{1,320}/iy;
const hostName = /^[\p{L}\p{N}.-]{4,253}$/u;
const nameAtTheEnd = /\.\p{L}[\p{L}\p{N}-]{1,62}$/u;

/**
 * Hosts as they are named in a text other than by a URL of the web: `//host` as HTML and style sheets have
 * it, `www.host`, `https:host`, and other schemes (`git+ssh://host`). Browsers, mail programs and tools
 * follow them all the same. A host is a name with an ending, an address in its usual form, or `localhost`.
 */
export function bareHosts(text: string): readonly BareHost[] {
  const found: BareHost[] = [];
  for (const { 0: begun, index: start } of text.matchAll(beginning)) {
    const isName = begun.toLowerCase() === 'www.';
    authority.lastIndex = isName ? start : start + begun.length;
    const [written = ''] = authority.exec(text) ?? [];
    const host = hostOf(written);
    if (host !== null) found.push({ span: { start, end: start + (isName ? 0 : begun.length) + written.length }, host });
  }
  return found;
}

/** As URLs spell it: in lower case, and in Punycode where it is not ASCII. */
function hostOf(written: string): string | null {
  if (written.endsWith(']')) return parseUrl(`https://${written.slice(written.lastIndexOf('['))}/`)?.hostname ?? null;
  const [host = ''] = written.slice(written.lastIndexOf('@') + 1).split(':', 1);
  const name = host.replace(/[.,;!?-]{1,3}$/, '');
  const isHost = (hostName.test(name) && nameAtTheEnd.test(name)) || isIpv4(name) || /^localhost$/i.test(name);
  if (!isHost) return null;
  return parseUrl(`https://${name}/`)?.hostname ?? null;
}
