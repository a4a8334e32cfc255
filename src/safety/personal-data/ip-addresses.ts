import { asciiClass, nextRun, runEnd } from '../ascii-runs.js';
import type { DigitGroup } from './digit-groups.js';
import type { Found } from './found.js';

/** Addresses of the public internet. They hardly ever name a person, so this is no more than a remark. */
export function ipAddresses(text: string, groups: readonly DigitGroup[]): readonly Found<'ip_address'>[] {
  return [...version4(text, groups), ...version6(text)];
}

const confidence = 0.3;
const ofVersion6 = asciiClass(/[0-9A-Fa-f:]/);
const shortest = 6;

function version4(text: string, groups: readonly DigitGroup[]): readonly Found<'ip_address'>[] {
  return groups.flatMap(({ start }, index) => {
    if (groups[index + 3]?.gap !== '.') return [];
    const four = groups.slice(index, index + 4);
    const end = four[3]?.end;
    if (end === undefined || !four.every(({ digits, gap }, place) => (place === 0 || gap === '.') && isByte(digits)))
      return [];
    if (/[\w.]/.test(text[start - 1] ?? '') || /^(?:\w|\.\d)/.test(text.slice(end, end + 2))) return [];
    return isPublic(four.map(({ digits }) => Number(digits)))
      ? [{ code: 'ip_address' as const, start, end, confidence }]
      : [];
  });
}

function isByte(digits: string): boolean {
  return digits.length <= 3 && Number(digits) < 256;
}

/** Neither for private networks nor for documentation, nor a version such as 1.0.0.0. */
function isPublic([a = 0, b = 0, c = 0, d = 0]: readonly number[]): boolean {
  if (a === 0 || a === 10 || a === 127 || a >= 224 || (b === 0 && c === 0)) return false;
  if ((a === 192 && b === 168) || (a === 172 && b >= 16 && b < 32) || (a === 169 && b === 254)) return false;
  return !(
    (a === 192 && b === 0 && c === 2) ||
    (a === 198 && b === 51) ||
    (a === 203 && b === 0) ||
    a + b + c + d < 40
  );
}

function version6(text: string): readonly Found<'ip_address'>[] {
  const found: Found<'ip_address'>[] = [];
  if (!text.includes(':')) return found;
  for (let start = nextRun(text, ofVersion6, shortest, 0), end = 0; start !== -1; ) {
    end = runEnd(text, ofVersion6, start);
    if (isVersion6(text.slice(start, end)) && !/[\w.]/.test(text[start - 1] ?? '') && !/\w/.test(text[end] ?? '')) {
      found.push({ code: 'ip_address', start, end, confidence });
    }
    start = nextRun(text, ofVersion6, shortest, end);
  }
  return found;
}

function isVersion6(token: string): boolean {
  if (token.length > 39 || !/\d/.test(token) || /^fe80|^fc|^fd|^2001:db8/i.test(token)) return false;
  const parts = token.split('::');
  const groups = parts.flatMap((part) => (part === '' ? [] : part.split(':')));
  if (groups.some((group) => group.length === 0 || group.length > 4)) return false;
  return parts.length === 1 ? groups.length === 8 : parts.length === 2 && groups.length >= 3 && groups.length < 8;
}
