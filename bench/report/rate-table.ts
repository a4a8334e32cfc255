import type { Rates } from '../in-turns.js';
import { figuresOf, ratioOf } from './figures.js';
import { markdownTable, ratio, whole } from './markdown-table.js';

/** Operations per second of everybody, and their ratio to one of them, taken round by round. */
export function rateTable(rates: Rates, peerTitle: string, peer: string, unit: string): string {
  const head = ['', `${unit}, median`, 'least - most', `ratio to ${peerTitle}`, 'least - most'];
  const rows = [...rates].map(([name, values]) => {
    const speed = figuresOf(values);
    const against = ratioOf(values, rates.get(peer));
    return [
      name,
      whole(speed.median),
      `${whole(speed.least)} - ${whole(speed.most)}`,
      ratio(against.median),
      `${ratio(against.least)} - ${ratio(against.most)}`,
    ];
  });
  return markdownTable(head, rows);
}
