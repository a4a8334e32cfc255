/** What a run may use at most; null is no limit. */
export interface RunBudget {
  /** Calls of a model. */
  readonly calls: number | null;
  /** Input and output tokens together. */
  readonly tokens: number | null;
  /** Micro-dollars. */
  readonly costMicros: number | null;
  /** Milliseconds. */
  readonly timeMs: number | null;
}

/** What a budget is counted in. */
export type BudgetMeter = 'calls' | 'tokens' | 'cost' | 'time';

export const noBudget: RunBudget = Object.freeze({ calls: null, tokens: null, costMicros: null, timeMs: null });

/** The smaller of two budgets, limit by limit. */
export function smallerBudget(a: RunBudget, b: RunBudget): RunBudget {
  const smaller = (name: keyof RunBudget) => {
    const limits = [a[name], b[name]].filter((limit) => limit !== null);
    return limits.length === 0 ? null : Math.min(...limits);
  };
  return {
    calls: smaller('calls'),
    tokens: smaller('tokens'),
    costMicros: smaller('costMicros'),
    timeMs: smaller('timeMs'),
  };
}

/**
 * The next call of a model does not fit into what is left of the budget of a run. It is how a run learns to
 * stop and to answer with what it has, and reaches no caller.
 */
export class BudgetExhausted extends Error {
  override readonly name = 'BudgetExhausted';
  readonly meter: BudgetMeter;

  /** @param cause The failure of the call during which time ran out. */
  constructor(meter: BudgetMeter, cause: unknown = null) {
    super(`The ${meter} of the run's budget are used up.`, { cause });
    this.meter = meter;
  }
}
