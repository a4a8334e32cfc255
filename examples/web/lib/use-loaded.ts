import { useCallback, useEffect, useRef, useState } from 'react';

/** What a page is waiting for, has, or could not get. */
export type Loaded<T> =
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; readonly error: unknown }
  | { readonly state: 'ready'; readonly value: T };

/** Loads once, unless the server had it ready, and again on demand; what is there stays until the new one has come. */
export function useLoaded<T>(load: () => Promise<T>, initial?: T): readonly [Loaded<T>, () => Promise<void>] {
  const [loaded, setLoaded] = useState<Loaded<T>>(
    initial === undefined ? { state: 'loading' } : { state: 'ready', value: initial },
  );
  const how = useRef(load);
  how.current = load;
  const reload = useCallback(async () => {
    try {
      const value = await how.current();
      setLoaded({ state: 'ready', value });
    } catch (error) {
      setLoaded((before) => (before.state === 'ready' ? before : { state: 'failed', error }));
    }
  }, []);
  const isThere = initial !== undefined;
  useEffect(() => {
    if (!isThere) void reload();
  }, [isThere, reload]);
  return [loaded, reload];
}
