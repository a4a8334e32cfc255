/** Figures of the runs that were created within the window of a rule and have ended. */
export const runFigures = ['error_rate', 'latency_p95', 'gate_pass_rate', 'spend'] as const;

/**
 * - `error_rate`: failed and abandoned runs among those that were not canceled, 0 to 1;
 * - `latency_p95`: milliseconds that 95 % of the runs took at most, from their reservation to their end;
 * - `gate_pass_rate`: optimizations that passed the gate among those that succeeded, 0 to 1;
 * - `spend`: micro-dollars (1,000,000 = 1 USD) of the runs whose cost is known.
 */
export type RunFigure = (typeof runFigures)[number];

export const alertFigures = [...runFigures, 'quota_nearly_used'] as const;

/**
 * What a rule can look at: a figure of runs, or `quota_nearly_used`, the share that is used of the fullest limit
 * of an organization and its users, where 1 is all of it.
 */
export type AlertFigure = (typeof alertFigures)[number];

/** What was read for a rule at one moment. */
export interface AlertReading {
  /** Null where nothing can be told: too few runs, or for `spend` too many. */
  readonly value: number | null;
  /** Runs that were counted; 0 for a figure that is not of runs. */
  readonly runs: number;
  /** Whether there was more than is read at once: the oldest runs of the window, or some limits, were left out. */
  readonly sampled: boolean;
}

/** A breach that has begun, or is over. It holds nothing that a user wrote. */
export interface Alert {
  /** The same each time it is delivered: what came twice can be told by it. */
  readonly id: string;
  /** The id of the alert that fired; one that resolved has it in common with it. */
  readonly breachId: string;
  readonly type: 'fired' | 'resolved';
  /** Name of the rule. */
  readonly rule: string;
  readonly figure: AlertFigure;
  /** Null for the whole installation. */
  readonly orgId: string | null;
  /** On which side of `threshold` the breach is. */
  readonly direction: 'above' | 'below';
  readonly threshold: number;
  readonly value: number;
  readonly runs: number;
  readonly sampled: boolean;
  /** Null for a figure that is not of runs. */
  readonly windowMinutes: number | null;
  /** Epoch milliseconds by the store's clock, as is `at`: when the breach was first seen. */
  readonly since: number;
  /** When it was decided. */
  readonly at: number;
}

export type AlertChannel = 'notify' | 'webhook';

/** An alert that has yet to reach somebody. */
export interface AlertDelivery {
  readonly alert: Alert;
  readonly channel: AlertChannel;
  /** How often it was tried. */
  readonly attempts: number;
  /** Epoch milliseconds by the store's clock; until then nobody else tries it. */
  readonly nextAttemptAt: number;
}

export type AlertStatus = 'ok' | 'pending' | 'firing';

/** A rule, and the organization it looks at. */
export interface AlertKey {
  readonly rule: string;
  /** Null for the whole installation. */
  readonly orgId: string | null;
}

/** How a rule stands. */
export interface AlertState extends AlertKey {
  readonly status: AlertStatus;
  /** Epoch milliseconds: when the breach was first seen, or for `ok` since when there is none. */
  readonly since: number;
  /** Of the alert that fired; null unless `status` is `firing`. */
  readonly breachId: string | null;
  readonly reading: AlertReading;
  /** Epoch milliseconds: when `reading` was read. */
  readonly checkedAt: number;
  /** Those that have not arrived yet, oldest first. */
  readonly deliveries: readonly AlertDelivery[];
}

/** One text for a rule and its organization, whose order is that of both. No name and no id holds a tab. */
export function alertKeyText({ rule, orgId }: AlertKey): string {
  return `${rule}\t${orgId ?? ''}`;
}
