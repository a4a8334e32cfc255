import type { SupabaseChannel, SupabaseConnection } from '../../../../adapters/supabase/index.js';

export interface ScriptedChannel {
  readonly name: string;
  readonly isPrivate: boolean;
  readonly event: string;
  removed: boolean;
  /** Reports a status, as Realtime would. */
  report(status: 'SUBSCRIBED' | 'CHANNEL_ERROR' | 'TIMED_OUT' | 'CLOSED'): void;
  /** Delivers a message. */
  deliver(): void;
}

export interface ScriptedRealtime {
  readonly client: SupabaseConnection;
  /** Every channel that was opened, in order. */
  readonly channels: readonly ScriptedChannel[];
}

/** Channels that do what a test says; `remove` decides how letting go of one ends. */
export function scriptedRealtime(remove: () => Promise<unknown> = async () => 'ok'): ScriptedRealtime {
  const channels: ScriptedChannel[] = [];
  const scripted = new Map<SupabaseChannel, ScriptedChannel>();
  const client: SupabaseConnection = {
    schema() {
      throw new Error('Nobody should call a function here.');
    },
    channel(name, { config }) {
      if ([...scripted.values()].some((other) => other.name === name && !other.removed)) {
        throw new Error(`The channel ${name} is still open.`);
      }
      let onMessage = () => {};
      let onStatus = (_status: string) => {};
      let event = '';
      const channel: SupabaseChannel = {
        on(_type, filter, listener) {
          event = filter.event;
          onMessage = listener;
        },
        subscribe(listener) {
          onStatus = listener;
        },
      };
      const entry: ScriptedChannel = {
        name,
        isPrivate: config.private,
        get event() {
          return event;
        },
        removed: false,
        report: (status) => onStatus(status),
        deliver: () => onMessage(),
      };
      channels.push(entry);
      scripted.set(channel, entry);
      return channel;
    },
    async removeChannel(channel) {
      const entry = scripted.get(channel);
      // As in the real one: whoever is let go of is told so.
      entry?.report('CLOSED');
      try {
        return await remove();
      } finally {
        if (entry !== undefined) entry.removed = true;
      }
    },
  };
  return { client, channels };
}
