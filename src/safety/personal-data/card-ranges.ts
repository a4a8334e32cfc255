/** First digits of payment cards, from and to, and how long the numbers are that begin so. */
export interface CardRange {
  readonly from: string;
  readonly to: string;
  readonly lengths: readonly number[];
  /** Few numbers are cards among those that look so: something nearby must speak of a card. */
  readonly rare?: true;
}

const fromSixteen = [16, 17, 18, 19];
const fromTwelve = [12, 13, 14, 15, 16, 17, 18, 19];

/** What the card networks publish of their ranges, ranges of the past included. */
const cardRanges: readonly CardRange[] = [
  { from: '4', to: '4', lengths: [16, 19] },
  { from: '4', to: '4', lengths: [13], rare: true },
  { from: '51', to: '55', lengths: [16] },
  { from: '2200', to: '2204', lengths: fromSixteen },
  { from: '2221', to: '2720', lengths: [16] },
  { from: '34', to: '34', lengths: [15] },
  { from: '37', to: '37', lengths: [15] },
  { from: '300', to: '305', lengths: [14, 16] },
  { from: '3095', to: '3095', lengths: [14, 16] },
  { from: '36', to: '36', lengths: [14, 16] },
  { from: '38', to: '39', lengths: [14, 16] },
  { from: '3528', to: '3589', lengths: fromSixteen },
  { from: '1800', to: '1800', lengths: [15], rare: true },
  { from: '2131', to: '2131', lengths: [15], rare: true },
  { from: '6011', to: '6011', lengths: fromSixteen },
  { from: '60', to: '60', lengths: [16] },
  { from: '62', to: '62', lengths: fromSixteen },
  { from: '644', to: '659', lengths: fromSixteen },
  { from: '81', to: '82', lengths: fromSixteen },
  { from: '9792', to: '9792', lengths: [16] },
  { from: '50', to: '50', lengths: fromTwelve, rare: true },
  { from: '56', to: '58', lengths: fromTwelve, rare: true },
  { from: '63', to: '63', lengths: fromTwelve, rare: true },
  { from: '67', to: '67', lengths: fromTwelve, rare: true },
];

export function cardRangeOf(digits: string): CardRange | undefined {
  return cardRanges.find(({ from, to, lengths }) => {
    const first = digits.slice(0, from.length);
    return first >= from && first <= to && lengths.includes(digits.length);
  });
}
