import { z } from 'zod';
import { PromptForgeError, type TimeRange } from '../index.js';

const time = z.string().exactOptional().describe('An ISO 8601 date, or a time with its zone.');

/** The part of a query that says which time is asked about. */
export const rangeQuery = z.object({ from: time, to: time });

/** @throws PromptForgeError `request_invalid` */
export function rangeOf(query: { readonly from?: string; readonly to?: string }): { readonly range?: TimeRange } {
  if (query.from === undefined && query.to === undefined) return {};
  const [from, to] = [isoTime(query.from), isoTime(query.to)];
  if (Number.isNaN(from) || Number.isNaN(to)) {
    throw new PromptForgeError(
      'request_invalid',
      'Give both from and to, as ISO 8601 dates, or times with their zone: ?from=2026-11-01&to=2026-11-23T10:00Z.',
    );
  }
  if (from >= to) throw new PromptForgeError('request_invalid', 'from must be earlier than to.');
  return { range: { from, to } };
}

const isoPattern = /^(\d{4}-\d{2}-\d{2})(T[\d:.]{5,15}(Z|[+-]\d{2}:\d{2}))?$/;

/** Epoch milliseconds, or NaN for what is no time. */
function isoTime(text: string | undefined): number {
  // The plus of an offset that was not percent-encoded arrives as a space.
  const time = text?.replace(' ', '+') ?? '';
  const day = isoPattern.exec(time)?.[1];
  return day !== undefined && isOnCalendar(day) ? Date.parse(time) : Number.NaN;
}

/** `Date.parse` takes 30 February for 2 March. */
function isOnCalendar(day: string): boolean {
  const time = Date.parse(day);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(day);
}
