import {
  type Amounts,
  inLockOrder,
  limitRank,
  PromptForgeError,
  type QuotaLimit,
  type QuotaRefusal,
  type WindowState,
} from '../../src/storage.js';
import type { Row } from './row.js';

/** What is asked of the windows of one user and their organization. */
export interface Demand {
  readonly orgId: string;
  readonly userId: string;
  readonly limits: readonly QuotaLimit[];
  readonly amounts: Amounts;
  readonly count: number;
  readonly unconditional: boolean;
}

/** What became of a demand: how often it was met, and how full its windows are after it. */
export interface Taken {
  readonly granted: number;
  readonly windows: readonly WindowState[];
  /** Null when it was met as often as was asked. */
  readonly refusal: QuotaRefusal | null;
}

interface WindowKey {
  readonly orgId: string;
  /** Empty for the window of the organization. */
  readonly userId: string;
  readonly limit: QuotaLimit;
}

/**
 * Demands as the functions of the schema take them, column by column; and how their answer is read.
 * Every window is named once, in the order in which windows are locked.
 */
export class DemandDocuments {
  readonly #demands: readonly Demand[];
  readonly #limits: readonly (readonly QuotaLimit[])[];
  readonly #windows: readonly WindowKey[];
  readonly #positions = new Map<string, number>();

  constructor(demands: readonly Demand[]) {
    this.#demands = demands;
    this.#limits = demands.map(({ userId, limits }) => limitsOf(userId, limits));
    const windows = new Map<string, WindowKey>();
    for (const [index, { orgId, userId }] of demands.entries()) {
      for (const limit of this.#limits[index] ?? []) {
        const key = { orgId, userId: limit.subject === 'user' ? userId : '', limit };
        windows.set(nameOf(key), key);
      }
    }
    this.#windows = [...windows.values()].sort(inLockingOrder);
    for (const [index, window] of this.#windows.entries()) this.#positions.set(nameOf(window), index);
  }

  get windows() {
    return {
      orgs: this.#windows.map(({ orgId }) => orgId),
      users: this.#windows.map(({ userId }) => userId),
      meters: this.#windows.map(({ limit }) => limit.meter),
      periods: this.#windows.map(({ limit }) => limit.period),
      anchors: this.#windows.map(({ limit }) => limit.anchor),
    };
  }

  get demands() {
    const uses = this.#demands.flatMap(({ orgId, userId, amounts }, index) =>
      (this.#limits[index] ?? []).map((limit) => ({ limit, amounts, position: this.#position(orgId, userId, limit) })),
    );
    let end = 0;
    return {
      counts: this.#demands.map(({ count }) => count),
      unconditional: this.#demands.map(({ unconditional }) => unconditional),
      ends: this.#limits.map((limits) => {
        end += limits.length;
        return end;
      }),
      // Arrays of SQL begin with 1.
      windows: uses.map(({ position }) => position + 1),
      maxima: uses.map(({ limit }) => limit.max),
      sliding: uses.map(({ limit }) => limit.algorithm === 'sliding'),
      amounts: uses.map(({ limit, amounts }) => amounts[limit.meter]),
    };
  }

  /** The limits of each demand, in lock order. */
  limitsOf(index: number): readonly QuotaLimit[] {
    return this.#limits[index] ?? [];
  }

  taken(answer: Row): readonly Taken[] {
    const now = answer.number('now');
    const granted = answer.numbers('granted');
    const waits = answer.numbers('waits');
    const used = answer.numbers('used');
    const ends = answer.numbers('ends');
    let use = 0;
    return this.#demands.map((demand, index) => {
      const windows = this.limitsOf(index).map((limit) => {
        const end = ends[this.#position(demand.orgId, demand.userId, limit)] ?? Number.NaN;
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

  #position(orgId: string, userId: string, limit: QuotaLimit): number {
    return this.#positions.get(nameOf({ orgId, userId: limit.subject === 'user' ? userId : '', limit })) ?? Number.NaN;
  }
}

/** A limit and the amount asked of it, as `consume_v1` takes them. */
export function limitRow({ subject, meter, period, max, anchor, algorithm }: QuotaLimit, amounts: Amounts) {
  return [subject, meter, period, max, anchor, algorithm === 'sliding', amounts[meter]];
}

/** What became of an amount that was asked for once. */
export function takenOnce(answer: Row, limits: readonly QuotaLimit[], amounts: Amounts): Taken {
  const now = answer.number('now');
  const used = answer.numbers('used');
  const ends = answer.numbers('ends');
  const [granted = 0] = answer.numbers('granted');
  const [wait = 0] = answer.numbers('waits');
  const windows = limits.map((limit, index) =>
    windowState(limit, used[index] ?? Number.NaN, (ends[index] ?? Number.NaN) - now),
  );
  return { granted, windows, refusal: granted === 1 ? null : refusal(windows, amounts, wait) };
}

/** A limit with how full its window is. */
export function windowState(limit: QuotaLimit, used: number, resetAfterMs: number): WindowState {
  return { ...plainLimit(limit), used, remaining: Math.max(0, limit.max - used), resetAfterMs };
}

/** Limits in the order in which their rows are locked, with nothing but their own fields. */
export function limitsOf(userId: string, limits: readonly QuotaLimit[]): readonly QuotaLimit[] {
  // The row of an organization is the one of a user without a name.
  if (userId === '' && limits.some(({ subject }) => subject === 'user')) {
    throw new PromptForgeError('internal', 'The limit of a user was to be counted for nobody.');
  }
  return inLockOrder(limits).map(plainLimit);
}

function plainLimit({ subject, meter, period, max, anchor, algorithm }: QuotaLimit): QuotaLimit {
  return { subject, meter, period, max, anchor, algorithm };
}

function refusal(windows: readonly WindowState[], amounts: Amounts, wait: number): QuotaRefusal {
  return {
    outcome: 'refused',
    windows,
    blocked: windows.filter(({ used, meter, max }) => used + amounts[meter] > max),
    retryAfterMs: wait < 0 ? null : wait,
  };
}

function nameOf({ orgId, userId, limit }: WindowKey): string {
  return `${orgId.length}:${orgId}${userId.length}:${userId}${limitRank(limit)}`;
}

function inLockingOrder(a: WindowKey, b: WindowKey): number {
  if ((a.userId === '') !== (b.userId === '')) return a.userId === '' ? 1 : -1;
  return compareBytes(a.orgId, b.orgId) || compareBytes(a.userId, b.userId) || limitRank(a.limit) - limitRank(b.limit);
}

/** As the database compares: by the bytes of UTF-8, which is by code point and not by UTF-16 unit. */
function compareBytes(a: string, b: string): number {
  if (a === b) return 0;
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
