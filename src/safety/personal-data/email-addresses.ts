import type { Found } from './found.js';

/** Endings of domains that leave no doubt, besides those of two letters. */
const commonEndings = new Set(
  (
    'com org net edu gov mil int info biz name pro mobi asia tel jobs cat coop aero museum travel app dev xyz online site store shop ' +
    'tech cloud email blog club live news world group agency digital company ltd llc gmbh bank law health academy school university ' +
    'center consulting design studio media global network systems services software support today top vip work zone berlin london ' +
    'paris tokyo nyc wien hamburg swiss space website life one finance fund capital ventures africa'
  ).split(' '),
);

const longestName = 64;
const longestDomain = 253;

/** E-mail addresses as people write them: letters of all scripts, no quoted names, no comments. */
export function emailAddresses(text: string): readonly Found<'email_address'>[] {
  const found: Found<'email_address'>[] = [];
  for (let at = text.indexOf('@'); at !== -1; at = text.indexOf('@', at + 1)) {
    const start = nameStart(text, at);
    const end = start === at ? at : domainEnd(text, at + 1);
    if (end <= at + 1 || isUserOfUrl(text, start)) continue;
    const confidence = confidenceOf(text, start, at, end);
    if (confidence > 0) found.push({ code: 'email_address', start, end, confidence });
  }
  return found;
}

function nameStart(text: string, at: number): number {
  let start = at;
  let latin = false;
  while (start > 0 && at - start < longestName) {
    const unit = text[start - 1] ?? '';
    // 我的邮箱是jo@example.com: where words have no spaces, a change of script is where the name begins.
    if (!isNameUnit(unit) || (latin && isUnspaced(unit))) break;
    latin ||= /[A-Za-z]/.test(unit);
    start -= 1;
  }
  while (start < at && !/[\p{L}\p{N}_]/u.test(text[start] ?? '')) start += 1;
  return text[at - 1] === '.' ? at : start;
}

/** Where the last label ends that can be the end of a domain of two labels or more; `from` if there is none. */
function domainEnd(text: string, from: number): number {
  let end = from;
  let labels = 0;
  let last = from;
  let latin = false;
  for (let at = from; at <= from + longestDomain; at += 1) {
    const unit = text[at] ?? '';
    const inLabel = /[\p{L}\p{M}\p{N}-]/u.test(unit) && !(latin && isUnspaced(unit));
    if (inLabel) {
      latin ||= /[A-Za-z]/.test(unit);
      continue;
    }
    let labelEnd = at;
    while (labelEnd > last && text[labelEnd - 1] === '-') labelEnd -= 1;
    if (labelEnd === last || text[last] === '-') break;
    labels += 1;
    if (labels > 1 && isEnding(text.slice(last, labelEnd))) end = labelEnd;
    if (unit !== '.') break;
    last = at + 1;
    latin = false;
  }
  return end;
}

function isEnding(label: string): boolean {
  return /^xn--[a-z0-9-]+$/i.test(label) || (label.length > 1 && label.length <= 24 && /^[\p{L}\p{M}]+$/u.test(label));
}

function confidenceOf(text: string, start: number, at: number, end: number): number {
  const domain = text.slice(at + 1, end);
  const ending = domain.slice(domain.lastIndexOf('.') + 1).toLowerCase();
  const next = text[end] ?? '';
  // a@b.sum(): a product of matrices; git@host.org:path: a repository; pkg@1.2.x: a version.
  if (next === '(' || /^\d+\./.test(domain)) return 0;
  if (next === ':' && text.slice(start, at) === 'git') return 0;
  if (/^[a-z]{2}$/.test(ending) || commonEndings.has(ending)) return 0.95;
  return /^[a-z]+$/.test(ending) ? 0.6 : 0.85;
}

/** postgres://user:secret@host: what comes before the sign is no mailbox. */
function isUserOfUrl(text: string, start: number): boolean {
  const before = text.slice(Math.max(0, start - 100), start);
  const scheme = before.lastIndexOf('://');
  return scheme !== -1 && !/[\s/?#"'<>]/.test(before.slice(scheme + 3));
}

function isNameUnit(unit: string): boolean {
  return /[\p{L}\p{M}\p{N}.!#$%&'+^_~-]/u.test(unit);
}

function isUnspaced(unit: string): boolean {
  return (
    unit > '\u0e00' &&
    /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}\p{sc=Thai}\p{sc=Laoo}\p{sc=Khmr}\p{sc=Mymr}]/u.test(unit)
  );
}
