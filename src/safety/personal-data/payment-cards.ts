import { cardRangeOf } from './card-ranges.js';
import type { DigitGroup } from './digit-groups.js';
import type { Found } from './found.js';
import { passesLuhn } from './luhn.js';
import { wordsNear } from './words-near.js';

const cardWords =
  /(?:credit|debit|card|visa|master ?card|amex|american express|maestro|diners|discover|jcb|union ?pay|\bcc\b|karte|carte|tarjeta|cartão|carta di|kaart|kort\b|карт|カード|卡)/gi;
const gaps = new Set([' ', '-', '.', '  ', ' - ']);
const lengths = { least: 12, most: 19 };
const reach = 60;

/** Numbers of payment cards: in a known range, of its length, with the right check digit. */
export function paymentCards(text: string, groups: readonly DigitGroup[]): readonly Found<'payment_card'>[] {
  const words = wordsNear(text, cardWords);
  const found: Found<'payment_card'>[] = [];
  for (let first = 0; first < groups.length; first += 1) {
    const card = cardFrom(text, groups, first, words.before, words.after);
    if (card === null) continue;
    found.push(card.found);
    first = card.last;
  }
  return found;
}

type Near = (offset: number, reach: number) => boolean;

/** The longest card that begins with a group. */
function cardFrom(text: string, groups: readonly DigitGroup[], first: number, before: Near, after: Near) {
  let digits = '';
  let best: { readonly found: Found<'payment_card'>; readonly last: number } | null = null;
  const start = groups[first]?.start ?? 0;
  // However cards are printed, four digits or more come first.
  if ((groups[first]?.digits.length ?? 0) < 4 || isPartOfMore(text, start)) return null;
  for (let last = first; last < groups.length; last += 1) {
    const group = groups[last];
    if (group === undefined || (last > first && !gaps.has(group.gap ?? ''))) break;
    digits += group.digits;
    if (digits.length > lengths.most) break;
    if (digits.length < lengths.least || !endsThere(text, group.end) || !passesLuhn(digits)) continue;
    const named = before(start, reach) || after(group.end, reach);
    const confidence = confidenceOf(
      digits,
      groups.slice(first, last + 1),
      named,
      !joins(groups[first]) && !joins(groups[last + 1]),
    );
    if (confidence > 0) best = { found: { code: 'payment_card', start, end: group.end, confidence }, last };
  }
  return best;
}

function joins(group: DigitGroup | undefined): boolean {
  return gaps.has(group?.gap ?? '');
}

function confidenceOf(digits: string, groups: readonly DigitGroup[], named: boolean, alone: boolean): number {
  const range = cardRangeOf(digits);
  // One number in ten has the right check digit, so a word must say that it is a card.
  if (range === undefined || range.rare === true) return named && alone && new Set(digits).size > 1 ? 0.7 : 0;
  if (named) return 0.95;
  if (groups.length === 1) return digits.length === 19 ? 0.55 : 0.75;
  return isUsualGrouping(groups.map((group) => group.digits.length)) ? 0.9 : 0;
}

/** Four by four, or as American Express and Diners print it. */
function isUsualGrouping(sizes: readonly number[]): boolean {
  const last = sizes.length - 1;
  if (sizes.every((size, index) => (index < last ? size === 4 : size <= 4))) return true;
  return sizes.length === 3 && sizes[0] === 4 && sizes[1] === 6;
}

/** A fraction, an identifier or a hexadecimal number that goes on to the left. */
function isPartOfMore(text: string, start: number): boolean {
  return /[\w%]/.test(text[start - 1] ?? '') || /^\w[.,-]$/.test(text.slice(Math.max(0, start - 2), start));
}

function endsThere(text: string, end: number): boolean {
  return !/^(?:\w|[.,-]\w)/.test(text.slice(end, end + 2));
}
