import { markdownTable, ratio } from '../report/markdown-table.js';
import type { SafetyBar } from './safety-bar.js';

/** Bars as a table. Shares are told as percentages, all else as it is. */
export function safetyTable(bars: readonly (Omit<SafetyBar, 'promise'> & { readonly promise?: string })[]): string {
  return markdownTable(
    ['set', 'cases', 'figure', 'bar', 'kept'],
    bars.map((one) => [
      one.promise === undefined ? one.set : `${one.set}: ${one.promise}`,
      String(one.cases),
      told(one.figure, one),
      `${one.kind} ${told(one.bar, one)}`,
      one.kept ? 'yes' : 'no',
    ]),
  );
}

function told(value: number, { bar, promise = '' }: Pick<SafetyBar, 'bar'> & { readonly promise?: string }): string {
  const isShare = bar <= 1 && !/\bms\b|time|changed/.test(promise);
  if (isShare) return `${(value * 100).toFixed(1)} %`;
  return Number.isInteger(value) ? String(value) : ratio(value);
}
