import { hostKind, isIpv4, mappedAddress } from './host-kind.js';
import { hostMatches } from './host-matches.js';
import { lookalikeConfidence } from './lookalike-confidence.js';
import type { UrlCode } from './url-meanings.js';

/** What a host says about addresses. What its own lists find is certain: confidence 1, also in code. */
export interface UrlRules {
  /** When given, addresses may lead to these hosts only. `example.com` means its subdomains too. */
  readonly allowedHosts?: readonly string[];
  /** Addresses may not lead to these hosts. `example.com` means its subdomains too. */
  readonly blockedHosts?: readonly string[];
  /** Schemes that addresses may not have, such as `ftp`. */
  readonly blockedProtocols?: readonly string[];
  /** Whether addresses may lead to this machine, private networks and the metadata service of clouds. Default: true. */
  readonly privateHosts?: boolean;
}

const placeholder =
  /^(?:pass(?:word|wd)?|pwd|secret|token|key|x+|\*+|\.+|your.*|my.*|<.*|\$.*|\{.*|\[.*|%(?:7b|24|3c|5b).*)$/i;
const nameOfHost = /[^.]\.(?:com|org|net|edu|gov|io|co|app|dev|ai|me|info|bank)$/i;
const longest = 2_000;

/** What is to be said of the address of a host on a network, as it is written and as the platform reads it. */
export function judgeUrl(written: string, url: URL, rules: UrlRules): readonly (readonly [UrlCode, number])[] {
  const findings: (readonly [UrlCode, number])[] = [];
  const host = url.hostname;
  if (hostMatches(host, rules.blockedHosts ?? [])) findings.push(['blocked_host', 1]);
  if (rules.allowedHosts !== undefined && !hostMatches(host, rules.allowedHosts))
    findings.push(['host_not_allowed', 1]);

  const kind = hostKind(host);
  if (kind === 'private') findings.push(['private_host', rules.privateHosts === false ? 1 : 0.1]);
  if (kind === 'metadata') findings.push(['metadata_host', rules.privateHosts === false ? 1 : 0.2]);
  const numeric = isIpv4(host) && writtenHost(written) !== host;
  if (numeric || mappedAddress(host) !== null) findings.push(['disguised_address', 0.6]);

  if (nameOfHost.test(url.username)) findings.push(['misleading_url', 0.7]);
  else if (url.password !== '') {
    const harmless = kind !== 'public' || placeholder.test(url.password);
    findings.push(['credentials_in_url', harmless ? 0.2 : 0.6]);
  }
  const lookalike = lookalikeConfidence(host);
  if (lookalike > 0) findings.push(['lookalike_host', lookalike]);
  if (written.length > longest) findings.push(['long_url', 0.3]);
  return findings;
}

function writtenHost(written: string): string {
  const authority = written.replace(/^[^:/]*:?[\\/]*/, '').split(/[\\/?#]/, 1)[0] ?? '';
  return authority
    .slice(authority.lastIndexOf('@') + 1)
    .replace(/:\d*$/, '')
    .replace(/\.$/, '');
}
