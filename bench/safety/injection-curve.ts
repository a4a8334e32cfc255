import { detectInjection } from '../../src/safety/injection/detect-injection.js';
import { markdownTable } from '../report/markdown-table.js';
import { injectionSets } from './injection-sets.js';

const thresholds = [0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.7, 0.8, 0.9];

/** Recall against false alarms: the percentage of each set that is flagged, by the threshold of the risk. */
export function injectionCurve(): string {
  const sets = injectionSets().map(({ name, texts }) => ({
    name,
    risks: texts.map((text) => detectInjection(text).risk),
  }));
  return markdownTable(
    ['set', ...thresholds.map(String)],
    sets.map(({ name, risks }) => [
      name,
      ...thresholds.map((threshold) => percent(risks.filter((risk) => risk >= threshold).length / risks.length)),
    ]),
  );
}

function percent(part: number): string {
  return (part * 100).toFixed(1);
}
