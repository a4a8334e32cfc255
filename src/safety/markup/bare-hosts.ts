import type { Span } from '../../domain/span.js';
import { parseUrl } from './parse-url.js';

/** A host that an address leads to, in a spelling that is none of a whole URL. */
export interface BareHost {
  readonly span: Span;
  readonly host: string;
}

/** Where such an address begins: with slashes, after whatever scheme, with `www.`, or with a scheme that lacks them. */
const beginning = /\/\/|\bwww\.|\bhttps?:(?!\/\/)/gi;
/** Name and password, host and port, of which a host is written. */
const authority = /[^\s/?#"'`<>()[\]{}\\]{1,320}/y;
const hostName = /^[\p{L}\p{N}.-]{4,253}$/u;
const nameAtTheEnd = /\.\p{L}[\p{L}\p{N}-]{1,62}$/u;

/**
 * Hosts as they are named in a text other than by a URL of the web: `//host` as HTML and style sheets have
 * it, `www.host`, `https:host`, and other schemes (`git+ssh://host`). Browsers, mail programs and tools
 * follow them all the same.
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
  const [host = ''] = written.slice(written.lastIndexOf('@') + 1).split(':', 1);
  const name = host.replace(/[.,;!?-]{1,3}$/, '');
  if (!hostName.test(name) || !nameAtTheEnd.test(name)) return null;
  return parseUrl(`https://${name}/`)?.hostname ?? null;
}
