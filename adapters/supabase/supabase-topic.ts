import type { Clock } from '../../src/storage.js';
import type { SupabaseChannel } from './supabase-connection.js';

/** How channels are opened and removed. */
export interface SupabaseChannels {
  readonly open: (name: string, options: { config: { private: boolean } }) => SupabaseChannel;
  readonly remove: (channel: SupabaseChannel) => Promise<unknown>;
}

const firstPauseMs = 1_000;
const longestPauseMs = 30_000;

/** One channel for all who watch a topic: a client has no more than one channel of a name. */
export class SupabaseTopic {
  readonly #name: string;
  readonly #channels: SupabaseChannels;
  readonly #clock: Pick<Clock, 'sleep'>;
  readonly #listeners = new Set<{ readonly onSignal: () => void }>();
  readonly #closing = new AbortController();
  #channel: SupabaseChannel | null = null;
  #subscribed = false;
  #pauseMs = firstPauseMs;

  constructor(name: string, channels: SupabaseChannels, clock: Pick<Clock, 'sleep'>) {
    this.#name = name;
    this.#channels = channels;
    this.#clock = clock;
  }

  get isEmpty(): boolean {
    return this.#listeners.size === 0;
  }

  /** @returns how to leave again. */
  add(onSignal: () => void): () => void {
    const listener = { onSignal };
    this.#listeners.add(listener);
    if (this.#listeners.size === 1 && this.#channel === null) this.#open();
    else if (this.#subscribed) tell(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Nobody is told anything afterwards. */
  async close(): Promise<void> {
    this.#closing.abort();
    await this.#drop();
  }

  #open(): void {
    try {
      const channel = this.#channels.open(this.#name, { config: { private: true } });
      this.#channel = channel;
      channel.on('broadcast', { event: 'events' }, () => {
        if (channel === this.#channel) this.#tellAll();
      });
      channel.subscribe((status) => {
        if (channel === this.#channel) this.#onStatus(status);
      });
    } catch {
      void this.#reopen();
    }
  }

  #onStatus(status: string): void {
    if (status === 'SUBSCRIBED') {
      this.#subscribed = true;
      this.#pauseMs = firstPauseMs;
      this.#tellAll();
    } else if (status === 'CHANNEL_ERROR' || status === 'TIMED_OUT' || status === 'CLOSED') {
      void this.#reopen();
    }
  }

  /** With a new channel: one that has failed may not be subscribed to again. */
  async #reopen(): Promise<void> {
    const pauseMs = this.#pauseMs;
    this.#pauseMs = Math.min(pauseMs * 2, longestPauseMs);
    const { signal } = this.#closing;
    await this.#drop();
    try {
      await this.#clock.sleep(pauseMs, signal);
    } catch {
      return;
    }
    if (!signal.aborted) this.#open();
  }

  async #drop(): Promise<void> {
    const channel = this.#channel;
    this.#channel = null;
    this.#subscribed = false;
    // A connection that is lost cannot be told goodbye.
    if (channel !== null) await this.#channels.remove(channel).catch(() => {});
  }

  #tellAll(): void {
    for (const listener of this.#listeners) tell(listener);
  }
}

/** What a listener throws is its own business. */
function tell({ onSignal }: { readonly onSignal: () => void }): void {
  try {
    onSignal();
  } catch {
    // Nobody here could do anything about it.
  }
}
