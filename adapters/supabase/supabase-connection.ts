/** What a call is answered with. */
export interface SupabaseAnswer {
  readonly data: unknown;
  /** Null for a call that went well. */
  readonly error: unknown;
  /** Of HTTP; 0 when nothing was answered. */
  readonly status: number;
}

/** A channel of Realtime, as far as it is used here. */
export interface SupabaseChannel {
  on(type: 'broadcast', filter: { event: string }, onMessage: () => void): unknown;
  /** `onStatus` is told `SUBSCRIBED`, `CHANNEL_ERROR`, `TIMED_OUT` or `CLOSED`, each any number of times. */
  subscribe(onStatus: (status: string) => void): unknown;
}

/**
 * The part of a client of `@supabase/supabase-js` that is used here: what `createClient()` returns
 * fits, with a type of the database or without.
 */
export interface SupabaseConnection {
  schema(name: string): {
    rpc(functionName: string, args?: object): PromiseLike<SupabaseAnswer>;
  };
  /** Without channels nobody is woken: new events are found by asking every few seconds. */
  channel?(name: string, options: { config: { private: boolean } }): SupabaseChannel;
  removeChannel?(channel: SupabaseChannel): Promise<unknown>;
}
