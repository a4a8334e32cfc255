/** How sessions came and went on one day. */
export interface SessionDay {
  /** `2026-11-23`, UTC. */
  readonly day: string;
  /** Sessions that were opened. */
  readonly created: number;
  /** Refresh tokens that were replaced. */
  readonly refreshed: number;
  /** Sessions that somebody ended. */
  readonly revoked: number;
  /** Sessions that were ended since a refresh token came back after it had been replaced. */
  readonly reused: number;
}

export interface SessionStatistics {
  /** Days on which anything happened, oldest first. */
  readonly days: readonly SessionDay[];
  /** Sessions that live at this moment. */
  readonly active: number;
}
