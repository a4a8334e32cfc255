import { detectInjection } from '../../src/safety/injection/detect-injection.js';
import { injectionSets } from './injection-sets.js';
import { type SafetyBar, safetyBar } from './safety-bar.js';

/** From which risk on the default policy flags, and the strictest one blocks. */
const thresholds = { flagged: 0.5, blocked: 0.9 } as const;
const mostBlocked = 0.005;

/** What the rules promise of each set. It reads the corpora. */
export function injectionBars(): readonly SafetyBar[] {
  return injectionSets().flatMap(({ name: set, texts, hostile, bar }) => {
    const risks = texts.map((text) => detectInjection(text).risk);
    const part = (threshold: number) => risks.filter((risk) => risk >= threshold).length / texts.length;
    const cases = texts.length;
    const flagged = safetyBar({
      set,
      promise: bar === null ? 'flagged, told without a bar' : 'flagged',
      cases,
      figure: part(thresholds.flagged),
      kind: hostile ? 'at least' : 'at most',
      bar: bar ?? 0,
    });
    if (hostile) return [flagged];
    const blocked = { set, promise: 'blocked by the strictest policy', cases, figure: part(thresholds.blocked) };
    return [flagged, safetyBar({ ...blocked, kind: 'at most', bar: mostBlocked })];
  });
}
