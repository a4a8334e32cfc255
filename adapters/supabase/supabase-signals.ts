import type { Clock } from '../../src/storage.js';
import type { EventSignals } from '../sql/event-signals.js';
import type { SupabaseConnection } from './supabase-connection.js';
import { SupabaseTopic } from './supabase-topic.js';

/**
 * Wake-ups over Realtime Broadcast: the private channel `promptforge:<topic>`, event `events`,
 * which the database sends itself. Null for a client without channels. Tested with scripted
 * channels, not against the hosted service; a message that never comes delays events by the few
 * seconds after which followers look for themselves.
 */
export function supabaseSignals(client: SupabaseConnection, clock: Pick<Clock, 'sleep'> = timers): EventSignals | null {
  const { channel: open, removeChannel: remove } = client;
  if (open === undefined || remove === undefined) return null;
  const channels = { open: open.bind(client), remove: remove.bind(client) };
  const topics = new Map<string, SupabaseTopic>();
  const leaving = new Map<string, Promise<void>>();
  return {
    async watch(name, onSignal) {
      // A client gives out the channel of a name again until it is really gone.
      while (leaving.has(name)) await leaving.get(name);
      const topic = topics.get(name) ?? new SupabaseTopic(`promptforge:${name}`, channels, clock);
      topics.set(name, topic);
      const stop = topic.add(onSignal);
      return async () => {
        stop();
        if (!topic.isEmpty || topics.get(name) !== topic) return;
        topics.delete(name);
        const left = topic.close().finally(() => leaving.delete(name));
        leaving.set(name, left);
        await left;
      };
    },
    async close() {
      const open = [...topics.values()];
      topics.clear();
      await Promise.all([...leaving.values(), ...open.map((topic) => topic.close())]);
    },
  };
}

/** Waiting for a channel keeps no process alive. */
const timers: Pick<Clock, 'sleep'> = {
  sleep: (ms, signal) =>
    new Promise((resolve, reject) => {
      const onAbort = () => {
        clearTimeout(timer);
        reject(signal.reason);
      };
      const timer = setTimeout(() => {
        signal.removeEventListener('abort', onAbort);
        resolve();
      }, ms).unref();
      signal.addEventListener('abort', onAbort, { once: true });
    }),
};
