import { parseUrl } from './parse-url.js';
import { scriptSchemes } from './script-schemes.js';

export interface SafeUrlOptions {
  /** Schemes that may pass, such as `['https']`. Those that carry or reach documents of their own never pass. */
  readonly protocols?: readonly string[];
  /** Whether a URL without scheme and host may pass, such as `/help` or `#top`. Default: false. */
  readonly relative?: boolean;
}

const defaultProtocols = ['https', 'http', 'mailto', 'tel'];

/** Never safe in `href` or `src`, whoever asks for them. */
const refused: ReadonlySet<string> = new Set([
  ...scriptSchemes,
  ...['data', 'blob', 'file', 'filesystem', 'about', 'view-source', 'feed', 'jar', 'mhtml'],
]);

const base = 'https://relative.invalid/a/b';

/**
 * The URL of a text that a host may put into `href` or `src`, or null when it should put none. Null
 * rather than `about:blank`, as sanitizers leave the attribute out: a link that leads nowhere looks
 * like one that works, and an empty page in a frame is loaded all the same.
 *
 * Read as browsers do (WHATWG URL): white space and controls around it, and tabs and line ends
 * within it, do not count; scheme and host come back in lower case. References such as `&colon;` are
 * not decoded: decode them before, if the text was HTML. No URL with a name or password in it passes.
 * Relative URLs are refused unless asked for, because in the text of a stranger they point into the
 * host's own application; with a host of their own (`//host`, `/\host`) they are always refused.
 *
 * What is no text is no URL.
 *
 * The answer holds no quote, backtick, angle bracket or white space, and answers itself when asked
 * again. In HTML it has to be escaped nevertheless, for the sake of `&`.
 */
export function safeUrl(text: string, options: SafeUrlOptions = {}): string | null {
  if (typeof text !== 'string') return null;
  const written = text
    .replace(/[\t\n\r]/g, '')
    .replace(/^[\0-\x20]+/, '')
    .trimEnd();
  if (written === '') return null;
  const absolute = parseUrl(written);
  if (absolute !== null) return passes(absolute, options) ? encode(absolute.href) : null;
  return options.relative === true && staysRelative(written) ? encode(written) : null;
}

function passes(url: URL, { protocols = defaultProtocols }: SafeUrlOptions): boolean {
  const scheme = url.protocol.slice(0, -1);
  const asked = protocols.some((protocol) => protocol.toLowerCase().replace(/:$/, '') === scheme);
  return asked && !refused.has(scheme) && url.username === '' && url.password === '';
}

/** A first segment with a colon or a reference could become a scheme once more is decoded. */
function staysRelative(written: string): boolean {
  if (/^[\\/]{2}/.test(written) || /^[^/?#]*[:&\\]/.test(written)) return false;
  return parseUrl(written, base)?.origin === new URL(base).origin;
}

/** `URL` leaves some of these as they are, depending on where they stand. */
function encode(url: string): string {
  return url.replace(/["'`<>\s\0-\x1f\x7f]/g, (character) => encodeURIComponent(character).replace("'", '%27'));
}
