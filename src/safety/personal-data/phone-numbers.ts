import type { DigitGroup } from './digit-groups.js';
import type { Found } from './found.js';
import { phonePlans } from './phone-plan.js';
import { otherNumberWords, phoneWordAfter, phoneWords } from './phone-words.js';
import { wordsNear } from './words-near.js';

/** National numbers are looked at as if they were of one of these, unless the caller names a region. */
const usualRegions = ['GB', 'DE', 'FR', 'IT', 'AU', 'JP', 'ZA', 'CH', 'SE', 'IN'] as const;
const gaps = new Set([' ', '-', '.', '/', ')', ') ', ')-', ').', ' (', '(', '-(', ' - ', ' / ', '. ']);
const digitCount = { least: 7, most: 15 };
const mostGroups = 8;
const wordReach = 24;
const listReach = 12;

interface Candidate {
  readonly start: number;
  readonly end: number;
  readonly last: number;
  readonly groups: readonly DigitGroup[];
  readonly digits: string;
  readonly international: boolean;
}

/**
 * Telephone numbers: international ones by their numbering plan, national ones by a word that
 * speaks of telephones, or by a form that hardly anything else has.
 */
export function phoneNumbers(
  text: string,
  groups: readonly DigitGroup[],
  region?: string,
): readonly Found<'phone_number'>[] {
  const words = wordsNear(text, phoneWords);
  const others = wordsNear(text, otherNumberWords);
  const plans = phonePlans();
  const found: Found<'phone_number'>[] = [];

  const confidenceOf = (candidate: Candidate): number => {
    const { start, end, digits, international } = candidate;
    const last = found.at(-1);
    const named =
      words.before(start, wordReach) ||
      phoneWordAfter.test(text.slice(end, end + 24)) ||
      (last !== undefined && isListed(text, last.end, start));
    // Right behind another number it goes on from nothing.
    const from = last?.end === start ? start : Math.max(0, start - 2);
    if (isPartOfMore(text.slice(from, start), text, end, named)) return 0;
    if (international) {
      const fit = plans(digits);
      if (fit === 'valid') return 0.9;
      if (fit === 'possible') return isParted(candidate) || named ? 0.7 : 0.4;
      return named ? 0.6 : 0;
    }
    if (isOtherKind(candidate)) return 0;
    if (named) return others.before(start, 3) ? 0.4 : 0.75;
    if (others.before(start, wordReach) || isReckoning(text, start, end)) return 0;
    if (isNorthAmerican(candidate)) return 0.7;
    if (!isParted(candidate)) return 0;
    if (region !== undefined) return plans(digits, region) === 'valid' ? 0.7 : 0;
    return hasTrunkForm(candidate) && usualRegions.some((country) => plans(digits, country) !== 'no') ? 0.6 : 0;
  };

  for (let first = 0; first < groups.length; first += 1) {
    const candidate = candidateFrom(text, groups, first);
    if (candidate === null) continue;
    const confidence = confidenceOf(candidate);
    if (confidence > 0) {
      const end = extensionEnd(text, candidate.end);
      found.push({ code: 'phone_number', start: candidate.start, end, confidence });
      while (first + 1 < groups.length && (groups[first + 1]?.start ?? end) < end) first += 1;
    } else first = Math.max(first, candidate.last);
  }
  return found;
}

/** As many groups as may belong to one number. */
function candidateFrom(text: string, groups: readonly DigitGroup[], first: number): Candidate | null {
  const taken: DigitGroup[] = [];
  let digits = '';
  let national = '';
  for (let at = first; at < groups.length && taken.length < mostGroups; at += 1) {
    const group = groups[at];
    if (group === undefined || (at > first && !gaps.has(group.gap ?? ''))) break;
    if (digits.length + group.digits.length > digitCount.most) break;
    taken.push(group);
    digits += group.digits;
    // +41 (0)62 ...: the digit in brackets is left out when one calls from abroad.
    const optional = group.digits === '0' && text[group.start - 1] === '(' && text[group.end] === ')' && at > first;
    national += optional ? '' : group.digits;
    if (isWholeNorthAmerican(taken)) break;
  }
  const last = taken.at(-1);
  const start = groups[first]?.start ?? 0;
  if (last === undefined || digits.length < digitCount.least) return null;
  const sign = /\+ ?\(?$|\($/.exec(text.slice(Math.max(0, start - 3), start))?.[0] ?? '';
  const plus = sign.startsWith('+');
  const dialled = /^(?:011|00)(?=[1-9])/.exec(national)?.[0];
  const international = plus || (dialled !== undefined && national.length >= 10);
  return {
    start: start - (plus || closesBracket(text, start) ? sign.length : 0),
    end: last.end,
    last: first + taken.length - 1,
    groups: taken,
    digits: international && !plus ? national.slice(dialled?.length) : national,
    international,
  };
}

function closesBracket(text: string, start: number): boolean {
  return /^\d{1,6}\)/.test(text.slice(start, start + 7));
}

function sizesOf(groups: readonly DigitGroup[]): string {
  return groups.map(({ digits }) => digits.length).join('-');
}

function isWholeNorthAmerican(groups: readonly DigitGroup[]): boolean {
  return groups.length > 2 && groups.length < 5 && /^(?:1-)?3-3-4$/.test(sizesOf(groups));
}

/** Area codes and exchanges begin with 2 to 9, and end neither in 11: https://nationalnanpa.com */
function isNorthAmerican({ groups, digits }: Candidate): boolean {
  return isWholeNorthAmerican(groups) && /^1?[2-9](?!11)\d\d[2-9](?!11)\d{6}$/.test(digits);
}

/** 030 1234567, 07700 063 966, 01.84.17.61.18: with the zero that calls within a country begin with. */
function hasTrunkForm({ groups, digits }: Candidate): boolean {
  return /^0[1-9]\d{7,10}$/.test(digits) && groups.every((group, index) => index === 0 || group.digits.length > 1);
}

function isParted({ groups }: Candidate): boolean {
  return groups.length > 1;
}

/** Dates, addresses of machines, and thousands. */
function isOtherKind({ groups, digits }: Candidate): boolean {
  const sizes = sizesOf(groups);
  const first = groups[0]?.digits ?? '';
  const second = Number(groups[1]?.digits);
  if (/^(?:19|20)\d\d$/.test(first) && /^4-[12]-[12](?:-|$)/.test(sizes) && second <= 12) return true;
  if (/^[12]-[12]-4(?:-|$)/.test(sizes) && Number(first) <= 31 && second <= 31) return true;
  if (
    groups.length >= 4 &&
    groups.slice(1, 4).every(({ gap }) => gap === '.') &&
    /^[123]-[123]-[123]-[123]$/.test(sizes)
  ) {
    return groups.some((group) => group.digits.length !== 2);
  }
  if (groups.some((group, index) => index > 0 && group.digits === '000')) return true;
  return new Set(digits).size < 2 || (groups.length > 2 && groups.every((group) => group.digits.length === 1));
}

/** Whether a number follows another as the next of a list: only signs and a word such as "or" stand between. */
function isListed(text: string, end: number, start: number): boolean {
  if (start - end > listReach) return false;
  return !/[\p{L}\p{N}[\]]/u.test(text.slice(end, start).replace(/\b(?:or|and|und|oder|ou|et|y|e|o)\b/i, ''));
}

function isReckoning(text: string, start: number, end: number): boolean {
  return (
    /[=*×÷^<>|~$€£¥#%&\\-] ?$/.test(text.slice(Math.max(0, start - 2), start)) ||
    /^ ?(?:[=*×÷^<>%$€£¥&]|[+-] ?\d)/.test(text.slice(end, end + 3))
  );
}

function isPartOfMore(before: string, text: string, end: number, named: boolean): boolean {
  const after = text.slice(end, end + 2);
  if (/[\w$€£¥%@]$/.test(before) || /\d[.,:/-]$/.test(before) || /^(?:%|[.,:]\d|[-/]\d)/.test(after)) return true;
  if (/^\w/.test(after)) return extensionEnd(text, end) === end;
  return !named && (/[A-Za-z_][./-]$/.test(before) || /^[-/_]\w/.test(after));
}

/** The extension is part of the number: 463-612-6138x036, 030 12345 ext. 12. */
function extensionEnd(text: string, end: number): number {
  const match = /^,? ?(?:x|ext\.?|extension|poste|#) ?\d{1,6}(?!\w)/i.exec(text.slice(end, end + 20));
  return end + (match?.[0].length ?? 0);
}
