import type { DigitGroup } from './digit-groups.js';
import type { Found } from './found.js';
import { ibanLengths } from './iban-lengths.js';

/** International bank account numbers, with or without spaces: the length of their country, and ISO 7064 MOD 97-10. */
export function ibans(text: string, groups: readonly DigitGroup[]): readonly Found<'iban'>[] {
  const found: Found<'iban'>[] = [];
  let past = 0;
  for (const group of groups) {
    const start = group.start - 2;
    if (start < past || group.digits.length < 2 || !/^[A-Za-z]{2}$/.test(text.slice(start, group.start))) continue;
    if (/\w/.test(text[start - 1] ?? '')) continue;
    const end = ibanEnd(text, start);
    if (end === null) continue;
    found.push({ code: 'iban', start, end, confidence: 0.95 });
    past = end;
  }
  return found;
}

function ibanEnd(text: string, start: number): number | null {
  const length = ibanLengths[text.slice(start, start + 2).toUpperCase()];
  if (length === undefined) return null;
  let characters = text.slice(start, start + 4);
  let at = start + 4;
  while (characters.length < length) {
    const next = text[at] ?? '';
    if (/[A-Za-z0-9]/.test(next)) characters += next;
    else if (!/[ -]/.test(next) || !/[A-Za-z0-9]/.test(text[at - 1] ?? '')) return null;
    at += 1;
  }
  if (/\w/.test(text[at] ?? '') || characters.replaceAll(/\D/g, '').length * 3 < length) return null;
  return remainder(characters.toUpperCase()) === 1 ? at : null;
}

/** Of the number that one gets from reading A as 10, B as 11 and so on, with the first four characters at the end. */
function remainder(iban: string): number {
  let rest = 0;
  for (const character of iban.slice(4) + iban.slice(0, 4)) {
    const value = Number.parseInt(character, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest;
}
