import { parseUrl } from './parse-url.js';

/**
 * Whether a host is one of a list. `example.com` means itself and all its subdomains; `*.example.com`
 * the subdomains alone. `hostname` is as `URL` gives it; entries may be written in any case and script.
 */
export function hostMatches(hostname: string, list: readonly string[]): boolean {
  const host = hostname.replace(/\.$/, '');
  return list.some((entry) => {
    const below = entry.startsWith('*.');
    const name = canonical(below ? entry.slice(2) : entry);
    return (!below && host === name) || host.endsWith(`.${name}`);
  });
}

function canonical(name: string): string {
  return parseUrl(`https://${name}`)?.hostname.replace(/\.$/, '') ?? name.toLowerCase();
}
