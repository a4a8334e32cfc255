import type { Found } from './found.js';
import { isPlaceholderValue } from './placeholder-value.js';

const longest = 256;
/** They say where the password goes. */
const names =
  /^(?:pass(?:word|wd)?|pwd|pw|secret|token|user|username|root|admin|postgres|mysql|test|guest|\$\w+|%\w+%)$/i;

/** The password in `scheme://user:password@host`: it alone, so that the rest of the URL stays of use. */
export function urlPasswords(text: string): readonly Found<'url_password'>[] {
  const found: Found<'url_password'>[] = [];
  for (let scheme = text.indexOf('://'); scheme !== -1; scheme = text.indexOf('://', scheme + 3)) {
    const from = scheme + 3;
    const authority = /^[^\s/?#"'<>`]*/.exec(text.slice(from, from + longest))?.[0] ?? '';
    const at = authority.lastIndexOf('@');
    const colon = authority.indexOf(':');
    if (colon === -1 || at <= colon + 1 || !/\w/.test(text[scheme - 1] ?? '')) continue;
    const password = authority.slice(colon + 1, at);
    if (isPlaceholderValue(password) || names.test(password) || /^[{[(]/.test(password)) continue;
    found.push({ code: 'url_password', start: from + colon + 1, end: from + at, confidence: 0.9 });
  }
  return found;
}
