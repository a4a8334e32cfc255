/** A tab keeps until it is closed, a browser for good. */
type Keeper = 'tab' | 'browser';

// Asking for it throws where a visitor lets no site keep anything: the pages do without then.
const storageOf = (keeper: Keeper): Storage => (keeper === 'tab' ? sessionStorage : localStorage);

/** Null where nothing is kept. */
export function recall(keeper: Keeper, key: string): string | null {
  try {
    return storageOf(keeper).getItem(key);
  } catch {
    return null;
  }
}

/** Keeps a text, where that is possible; null forgets it. */
export function remember(keeper: Keeper, key: string, text: string | null): void {
  try {
    if (text === null) storageOf(keeper).removeItem(key);
    else storageOf(keeper).setItem(key, text);
  } catch {
    // Full, or not allowed.
  }
}
