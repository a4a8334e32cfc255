import type { FigureScope } from '../../index.js';
import { inMoment } from './format.js';

/** Whose figures a page tells, on whose days, and how fresh they are. */
export function figuresLead(of: FigureScope, timeZone: string, until: number | null): string {
  const whose = of === 'platform' ? 'Everybody in all organizations' : 'Everybody in your organization';
  const fresh = until === null ? 'nothing was counted yet' : `runs that had ended by ${inMoment(until, timeZone)}`;
  return `${whose}: ${fresh}. Days are those of ${timeZone}.`;
}
