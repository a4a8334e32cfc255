import type { DigitGroup } from './digit-groups.js';
import type { Found } from './found.js';
import { wordsNear } from './words-near.js';

const ssnWords = /\b(?:ssns?|social(?: security)?|soc sec|tax(?:payer)? id)\b|socialsecurity|social_security|ssn_/gi;
const gaps = new Set(['-', ' ', '.', ' - ']);
const reach = 40;

/**
 * Social security numbers of the United States. The areas 000, 666 and 900 to 999, the group 00
 * and the serial number 0000 are never given: https://www.ssa.gov/employer/randomization.html
 */
export function usSsns(text: string, groups: readonly DigitGroup[]): readonly Found<'us_ssn'>[] {
  const words = wordsNear(text, ssnWords);
  return groups.flatMap((first, index) => {
    if (first.digits.length !== 3 && first.digits.length !== 9) return [];
    const parted = partedNumber(first, groups[index + 1], groups[index + 2]);
    const digits = parted?.digits ?? first.digits;
    const end = parted?.end ?? first.end;
    if (!isGiven(digits) || isPartOfMore(text, first.start, end)) return [];
    const named = words.before(first.start, reach) || words.after(end, reach);
    const confidence = named ? 0.95 : new Set(digits).size < 3 ? 0 : (parted?.confidence ?? 0);
    return confidence === 0 ? [] : [{ code: 'us_ssn' as const, start: first.start, end, confidence }];
  });
}

function partedNumber(first: DigitGroup, second?: DigitGroup, third?: DigitGroup) {
  if (second === undefined || third === undefined || second.gap === null || second.gap !== third.gap) return null;
  if (first.digits.length !== 3 || second.digits.length !== 2 || third.digits.length !== 4) return null;
  if (!gaps.has(second.gap)) return null;
  const digits = first.digits + second.digits + third.digits;
  return { digits, end: third.end, confidence: second.gap === '-' ? 0.75 : 0.4 };
}

function isGiven(digits: string): boolean {
  return /^(?!000|666|9)\d{3}(?!00)\d{2}(?!0000)\d{4}$/.test(digits);
}

function isPartOfMore(text: string, start: number, end: number): boolean {
  return (
    /\w$|[\w.+][-.]$|\+$/.test(text.slice(Math.max(0, start - 2), start)) ||
    /^(?:\w|[-.]\w)/.test(text.slice(end, end + 2))
  );
}
