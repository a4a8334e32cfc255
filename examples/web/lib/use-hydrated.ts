import { useSyncExternalStore } from 'react';

const never = () => () => {};

/** False where a server renders the page, and until the browser has taken it over: a click before that would be lost. */
export function useHydrated(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}
