import { type Amounts, limitRank, type QuotaLimit, windowOwner } from '../../../src/storage.js';
import type { Row } from '../rows/row.js';
import type { Taken } from '../rows/taken.js';
import { refusal, windowState } from '../rows/window-state.js';
import { limitsOf } from './limits-of.js';
import { isOfKey } from './single-demand.js';
import { SqlArray } from './sql-array.js';

/** What is asked of the windows of one user and their organization. */
export interface Demand {
  readonly orgId: string;
  readonly userId: string;
  readonly limits: readonly QuotaLimit[];
  readonly amounts: Amounts;
  readonly count: number;
  readonly unconditional: boolean;
}

interface Window {
  readonly orgId: string;
  /** See `windowOwner`. */
  readonly userId: string;
  readonly limit: QuotaLimit;
  /** What all demands together take from it. */
  total: number;
  /** The most that may be used after that, for all of them to be met. */
  room: number;
  /** Where it stands among the windows; columns of SQL begin with 1. */
  position: number;
}

/**
 * Demands as the functions of the schema take them, column by column; and how their answer is read.
 * Every window is named once, in the order in which windows are locked.
 */
export class DemandDocuments {
  readonly #demands: readonly Demand[];
  readonly #limits: readonly (readonly QuotaLimit[])[];
  /** The windows of each demand, in the order of its limits. */
  readonly #uses: readonly (readonly Window[])[];
  readonly #windows: readonly Window[];

  constructor(demands: readonly Demand[]) {
    this.#demands = demands;
    this.#limits = demands.map(({ userId, limits }) => limitsOf(userId, limits));
    const windows = new Map<string, Window>();
    this.#uses = demands.map((demand, index) =>
      (this.#limits[index] ?? []).map((limit) => {
        const { orgId, amounts, count, unconditional } = demand;
        const userId = windowOwner(limit, demand.userId);
        const name = nameOf(orgId, userId, limit);
        let window = windows.get(name);
        if (window === undefined) {
          window = { orgId, userId, limit, total: 0, room: Number.MAX_SAFE_INTEGER, position: 0 };
          windows.set(name, window);
        }
        window.total += count * amounts[limit.meter];
        if (!unconditional) window.room = Math.min(window.room, limit.max);
        return window;
      }),
    );
    // Those of one demand are in order already, unless a user is called something that sorts before any key.
    const isInOrder = demands.length === 1 && demands.every(({ limits }) => !limits.some(isOfKey));
    this.#windows = isInOrder ? [...windows.values()] : [...windows.values()].sort(inLockingOrder);
    for (const [index, window] of this.#windows.entries()) window.position = index + 1;
  }

  /** What to take, and from where. Without totals, nobody tries to meet all demands at once. */
  get columns() {
    const windows = this.#windows;
    return {
      p_orgs: new SqlArray(windows.map(({ orgId }) => orgId)),
      p_users: new SqlArray(windows.map(({ userId }) => userId)),
      p_meters: new SqlArray(windows.map(({ limit }) => limit.meter)),
      p_periods: new SqlArray(windows.map(({ limit }) => limit.period)),
      p_anchors: new SqlArray(windows.map(({ limit }) => limit.anchor)),
      p_totals: this.#canBeTakenAtOnce() ? new SqlArray(windows.map(({ total }) => total)) : null,
      p_rooms: new SqlArray(windows.map(({ room }) => room)),
      p_demands: this.#documents(),
    };
  }

  /** The positions of the windows of a demand. */
  positionsOf(index: number): readonly number[] {
    return (this.#uses[index] ?? []).map(({ position }) => position);
  }

  /** The limits of each demand, in lock order. */
  limitsOf(index: number): readonly QuotaLimit[] {
    return this.#limits[index] ?? [];
  }

  taken(answer: Row): readonly Taken[] {
    return answer.has('granted') ? this.#takenOneByOne(answer) : this.#takenAtOnce(answer);
  }

  #takenAtOnce(answer: Row): readonly Taken[] {
    const now = answer.number('now');
    const after = answer.numbers('used');
    const ends = answer.numbers('ends');
    const used = this.#windows.map(({ total }, index) => (after[index] ?? Number.NaN) - total);
    return this.#demands.map(({ count, amounts }, index) => {
      const windows = this.limitsOf(index).map((limit, place) => {
        const column = this.#columnOf(index, place);
        const sum = (used[column] ?? Number.NaN) + count * amounts[limit.meter];
        used[column] = sum;
        return windowState(limit, sum, (ends[column] ?? Number.NaN) - now);
      });
      return { granted: count, windows, refusal: null };
    });
  }

  #takenOneByOne(answer: Row): readonly Taken[] {
    const now = answer.number('now');
    const granted = answer.numbers('granted');
    const waits = answer.numbers('waits');
    const used = answer.numbers('used');
    const ends = answer.numbers('ends');
    let use = 0;
    return this.#demands.map((demand, index) => {
      const windows = this.limitsOf(index).map((limit, place) => {
        const end = ends[this.#columnOf(index, place)] ?? Number.NaN;
        const state = windowState(limit, used[use] ?? Number.NaN, end - now);
        use += 1;
        return state;
      });
      const times = granted[index] ?? 0;
      return {
        granted: times,
        windows,
        refusal: times === demand.count ? null : refusal(windows, demand.amounts, waits[index] ?? 0),
      };
    });
  }

  #columnOf(demand: number, place: number): number {
    return (this.#uses[demand]?.[place]?.position ?? Number.NaN) - 1;
  }

  /** A sliding limit counts more than is in its window. */
  #canBeTakenAtOnce(): boolean {
    return (
      this.#windows.every(({ total }) => Number.isSafeInteger(total)) &&
      this.#limits.every((limits) => limits.every(({ algorithm }) => algorithm === 'fixed'))
    );
  }

  /** For demands that have to be judged one by one. */
  #documents() {
    const limits = this.#limits.flat();
    let end = 0;
    return {
      counts: this.#demands.map(({ count }) => count),
      unconditional: this.#demands.map(({ unconditional }) => unconditional),
      ends: this.#limits.map(({ length }) => {
        end += length;
        return end;
      }),
      windows: this.#uses.flat().map(({ position }) => position),
      maxima: limits.map(({ max }) => max),
      sliding: limits.map(({ algorithm }) => algorithm === 'sliding'),
      amounts: this.#demands.flatMap(({ amounts }, index) => this.limitsOf(index).map(({ meter }) => amounts[meter])),
    };
  }
}

function nameOf(orgId: string, userId: string, limit: QuotaLimit): string {
  return `${orgId.length}:${orgId}${userId.length}:${userId}${limitRank(limit)}`;
}

function inLockingOrder(a: Window, b: Window): number {
  if ((a.userId === '') !== (b.userId === '')) return a.userId === '' ? 1 : -1;
  return compareBytes(a.orgId, b.orgId) || compareBytes(a.userId, b.userId) || limitRank(a.limit) - limitRank(b.limit);
}

/** As the database compares: by the bytes of UTF-8, which is by code point and not by UTF-16 unit. */
function compareBytes(a: string, b: string): number {
  if (a === b) return 0;
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
