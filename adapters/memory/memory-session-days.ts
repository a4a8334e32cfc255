import type { SessionDay, TimeRange } from '../../src/storage.js';
import { compareText } from './compare-text.js';

type Counted = Exclude<keyof SessionDay, 'day'>;

/** How many sessions came and went each day. It names nobody, and is never purged. */
export class MemorySessionDays {
  readonly #days = new Map<string, SessionDay>();

  count(now: number, what: Counted, amount = 1): void {
    if (amount === 0) return;
    const day = dayOf(now);
    const known = this.#days.get(day) ?? { day, created: 0, refreshed: 0, revoked: 0, reused: 0 };
    this.#days.set(day, { ...known, [what]: known[what] + amount });
  }

  within({ from, to }: TimeRange): readonly SessionDay[] {
    const [first, last] = [dayOf(from), dayOf(to - 1)];
    return [...this.#days.values()]
      .filter(({ day }) => day >= first && day <= last)
      .sort((a, b) => compareText(a.day, b.day))
      .map((day) => ({ ...day }));
  }
}

/** Held within the years that have four digits, as databases hold them. */
function dayOf(ms: number): string {
  const held = Math.min(Math.max(ms, -62_135_596_800_000), 253_402_300_799_999);
  return new Date(held).toISOString().slice(0, 10);
}
