import type { Alert, RunFigure } from '../domain/figures/alert.js';

/**
 * Where a breach begins and ends. With a second threshold a figure that wanders around the first is one breach,
 * and not many.
 */
export type AlertThreshold =
  | {
      /** A breach begins above it. */
      readonly above: number;
      /** It is over at this figure and below; at most `above`. Default: `above`. */
      readonly clearBelow?: number;
    }
  | {
      /** A breach begins below it. */
      readonly below: number;
      /** It is over at this figure and above; at least `below`. Default: `below`. */
      readonly clearAbove?: number;
    };

/** What rules of all figures have in common. */
export interface AlertRuleBase {
  /** Of `a-z`, `0-9`, `_` and `-`, starting with a letter, 64 characters at most; each once. */
  readonly name: string;
  /** Of one organization. Default: of all. */
  readonly orgId?: string;
  /** Fires once a breach has held for that many minutes, up to 1,440. Default: 0, at once. */
  readonly forMinutes?: number;
}

/** Looks at the runs of all organizations together, or of one. */
export type RunAlertRule = AlertRuleBase &
  AlertThreshold & {
    /** See {@link RunFigure}. Shares are 0 to 1, times in milliseconds, spend in micro-dollars. */
    readonly figure: RunFigure;
    /** Looks at runs created within the last minutes, 5 to 1,440. */
    readonly windowMinutes: number;
    /** With fewer runs nothing is decided. Default: 20; 0 for `spend`. */
    readonly minimumRuns?: number;
  };

/**
 * Looks at how much is used of the limits of plans. Without `orgId` each organization is looked at by itself, and
 * each has breaches of its own.
 */
export interface QuotaAlertRule extends AlertRuleBase {
  readonly figure: 'quota_nearly_used';
  /** A breach begins when more than this share of a limit is used, 0 to 1. */
  readonly above: number;
  /** It is over at this share and less; at most `above`. Default: `above`. */
  readonly clearBelow?: number;
  /** The name of the limit, for instance `user-calls-month`. Default: the fullest, whichever it is. */
  readonly limit?: string;
}

export type AlertRule = RunAlertRule | QuotaAlertRule;

export interface AlertWebhook {
  /** `https`, or `http` to this very machine (`localhost`). Redirects are not followed. */
  readonly url: string;
  /** `whsec_` and 24 to 64 bytes as base64, as Standard Webhooks has it. */
  readonly secret: string;
}

export interface AlertsOptions {
  /** 1 to 50. */
  readonly rules: readonly AlertRule[];
  /** Called with each alert; what throws, or takes longer than 10 seconds, is called again later. */
  readonly notify?: (alert: Alert) => void | Promise<void>;
  /** Gets each alert by POST, signed after https://www.standardwebhooks.com. */
  readonly webhook?: AlertWebhook;
}
