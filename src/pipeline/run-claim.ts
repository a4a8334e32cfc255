/** How a process holds on to a run that it works on. */
export interface RunClaim {
  /** Names this process and attempt. */
  readonly holder: string;
  /** Milliseconds for which nobody else may take the run over; renewed while it is at work. */
  readonly holdMs: number;
  /** Milliseconds until the run counts as abandoned, longer than it may take. */
  readonly leaseMs: number;
}

/** A process that has been silent for that long, in milliseconds, is taken for dead by whoever asks for its run. */
export const holdMs = 20_000;

/** Renewals within one hold: two may fail before it is lost. */
export const renewalsPerHold = 3;
