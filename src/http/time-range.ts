import { z } from 'zod';
import { isoTime } from '../domain/time/iso-time.js';
import { PromptForgeError, type TimeRange } from '../index.js';

const time = z.string().exactOptional().describe('An ISO 8601 date, or a time with its zone.');

/** The part of a query that says which time is asked about. */
export const rangeQuery = z.object({ from: time, to: time });

/** @throws PromptForgeError `request_invalid` */
export function rangeOf(query: { readonly from?: string; readonly to?: string }): { readonly range?: TimeRange } {
  if (query.from === undefined && query.to === undefined) return {};
  const [from, to] = [timeIn(query.from), timeIn(query.to)];
  if (Number.isNaN(from) || Number.isNaN(to)) {
    throw new PromptForgeError(
      'request_invalid',
      'Give both from and to, as ISO 8601 dates, or times with their zone: ?from=2026-11-01&to=2026-11-23T10:00Z.',
    );
  }
  if (from >= to) throw new PromptForgeError('request_invalid', 'from must be earlier than to.');
  return { range: { from, to } };
}

function timeIn(text: string | undefined): number {
  // The plus of an offset that was not percent-encoded arrives as a space.
  return isoTime(text?.replace(' ', '+') ?? '');
}
