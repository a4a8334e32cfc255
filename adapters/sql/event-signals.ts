/** Wakes whoever follows the events of tenants: what one adapter of the SQL family can listen to. */
export interface EventSignals {
  /**
   * Calls `onSignal` whenever the database tells of `topic` (the `event_topic` of a tenant), and once
   * after each interruption, since something may have been missed. Never throws what `onSignal` throws.
   * @returns how to stop.
   */
  watch(topic: string, onSignal: () => void): Promise<() => Promise<void>>;
  /** Lets go of every connection. Never rejects. Safe to call again. */
  close(): Promise<void>;
}
