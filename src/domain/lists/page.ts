/** Which part of a list is asked for. */
export interface PageRequest {
  /** The most that one page may hold; at least 1. */
  readonly limit: number;
  /** What the page before gave as `next`; null for the first page. */
  readonly after: string | null;
}

/** A part of a list. */
export interface Page<Item> {
  readonly items: readonly Item[];
  /** Give it back as `after` for the next page; null on the last one. */
  readonly next: string | null;
}
