/** What a limit counts: calls, tokens, or micro-dollars. */
export type Meter = 'calls' | 'tokens' | 'cost';
export type Period = 'hour' | 'day' | 'month';
export type QuotaSubject = 'user' | 'org';
/** Whose windows a limit is about: besides those of a plan, those of an API key. */
export type LimitSubject = QuotaSubject | 'key';

/** An amount for each meter. Whole numbers; `cost` in micro-dollars. */
export type Amounts = Readonly<Record<Meter, number>>;

export const noAmounts: Amounts = Object.freeze({ calls: 0, tokens: 0, cost: 0 });

/** One window that a call must fit into. */
export interface QuotaLimit {
  readonly subject: LimitSubject;
  /** Which key, for the subject `key`; absent for the others. */
  readonly keyId?: string;
  readonly meter: Meter;
  readonly period: Period;
  /** The most that may be used within one window. A whole number, zero or more. */
  readonly max: number;
  /**
   * Start of the subject's first month, in epoch milliseconds, for monthly windows that follow
   * a subscription; null for the UTC calendar. Ignored by hours and days, which are UTC.
   */
  readonly anchor: number | null;
  /**
   * `fixed` counts exactly within each window. `sliding` adds the share of the previous window
   * that still overlaps, which softens the boundary.
   */
  readonly algorithm: 'fixed' | 'sliding';
}

/**
 * The rules of windows, the same in every store:
 * - A window is opened by the first amount counted in it. It has the bounds of {@link windowBounds},
 *   except that it never starts before the end of the window before it.
 * - It is under way until its end by the store's clock, even if that clock steps back.
 * - When a limit comes with another anchor than the window was last counted for, the window keeps its
 *   start and what is used of it, and ends at the later of its own end and the end by the new anchor,
 *   even if there was no room in it. So a change of plan neither forgives nor doubles anything.
 * - The window before it counts for sliding limits if it ended just where this one starts.
 * - A hold is corrected in the window it was taken from, found by its start: while that is under way,
 *   in what is used; after one rollover, in what the new window knows of the one before; then nowhere.
 */

/** How full a window is, by the store's clock. */
export interface WindowState extends QuotaLimit {
  readonly used: number;
  readonly remaining: number;
  /** Milliseconds until the window starts anew. */
  readonly resetAfterMs: number;
}

export interface WindowBounds {
  /** Epoch milliseconds, inclusive. */
  readonly start: number;
  /** Epoch milliseconds, exclusive. */
  readonly end: number;
}

const hourMs = 3_600_000;
const dayMs = 86_400_000;

/**
 * The window that holds `at`. Months are counted from the original anchor, so an anchor on
 * 31 January gives 31 January, 28 February, 31 March: the day is cut to the month's length,
 * never carried over.
 */
export function windowBounds(period: Period, anchor: number | null, at: number): WindowBounds {
  if (period === 'month') return monthBounds(anchor ?? 0, at);
  const length = period === 'hour' ? hourMs : dayMs;
  const start = Math.floor(at / length) * length;
  return { start, end: start + length };
}

function monthBounds(anchor: number, at: number): WindowBounds {
  const from = new Date(anchor);
  const now = new Date(at);
  let months = (now.getUTCFullYear() - from.getUTCFullYear()) * 12 + now.getUTCMonth() - from.getUTCMonth();
  if (addMonths(anchor, months) > at) months -= 1;
  return { start: addMonths(anchor, months), end: addMonths(anchor, months + 1) };
}

function addMonths(anchor: number, months: number): number {
  const from = new Date(anchor);
  const lastDay = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + months + 1, 0)).getUTCDate();
  return new Date(anchor).setUTCFullYear(
    from.getUTCFullYear(),
    from.getUTCMonth() + months,
    Math.min(from.getUTCDate(), lastDay),
  );
}

/** The stable name of a limit, as `RateLimit-Policy` shows it: `user-calls-hour`. */
export function limitName(limit: Pick<QuotaLimit, 'subject' | 'meter' | 'period'>): string {
  return `${limit.subject}-${limit.meter}-${limit.period}`;
}

/**
 * The place of a limit in the order in which every store locks them, from 0 to 26: those of a key before
 * the user's, and these before the organization's, so that the busiest row is held for the shortest
 * time; then by name.
 */
export function limitRank({ subject, meter, period }: Pick<QuotaLimit, 'subject' | 'meter' | 'period'>): number {
  return (
    (subject === 'key' ? 0 : subject === 'user' ? 9 : 18) +
    (meter === 'calls' ? 0 : meter === 'cost' ? 3 : 6) +
    (period === 'day' ? 0 : period === 'hour' ? 1 : 2)
  );
}

/**
 * Whose counter a limit is counted in, among those of an organization: the id of the user, nothing for the
 * organization itself, and for a key a text that no user can be called, since it begins with a control
 * character. It sorts before every user.
 */
export function windowOwner({ subject, keyId = '' }: Pick<QuotaLimit, 'subject' | 'keyId'>, userId: string): string {
  return subject === 'user' ? userId : subject === 'org' ? '' : `${keyOwnerPrefix}${keyId}`;
}

/** What the owner of the counters of a key begins with. */
export const keyOwnerPrefix = '\u0001key:';

/** Limits in the order in which every store locks them; the same list if it is in that order already. */
export function inLockOrder(limits: readonly QuotaLimit[]): readonly QuotaLimit[] {
  let last = -1;
  for (const limit of limits) {
    const rank = limitRank(limit);
    if (rank < last) return [...limits].sort((a, b) => limitRank(a) - limitRank(b));
    last = rank;
  }
  return limits;
}

/**
 * Why limits and amounts cannot be counted with, or null when they can. A value that is no whole
 * number (NaN above all) would otherwise switch a limit off, and a limit given twice would be
 * charged twice.
 */
export function quotaProblem(limits: readonly QuotaLimit[], amounts: Amounts): string | null {
  let seen = 0;
  for (const limit of limits) {
    const bit = 1 << limitRank(limit);
    if ((seen & bit) !== 0) return 'each limit may be given once';
    seen |= bit;
    if ((limit.subject === 'key') === (limit.keyId === undefined || limit.keyId === '')) {
      return 'a limit of a key, and no other, must name the key';
    }
    if (!isCount(limit.max)) return 'the maximum of a limit must be a whole number, 0 or more';
  }
  if (!isCount(amounts.calls) || !isCount(amounts.tokens) || !isCount(amounts.cost)) {
    return 'amounts must be whole numbers, 0 or more';
  }
  return null;
}

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}
