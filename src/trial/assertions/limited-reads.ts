/** Thrown once as much was read as may be. */
class ReadsExhausted extends Error {
  override readonly name = 'ReadsExhausted';
}

/** How much may still be read of some values, all together. */
export interface ReadLimit {
  left: number;
}

/** @throws ReadsExhausted */
export function spendReads(limit: ReadLimit, reads: number): void {
  limit.left -= reads;
  if (limit.left < 0) throw new ReadsExhausted('Too much was read.');
}

/**
 * A view of a JSON value whose reads are counted. It puts a bound on the work of a library that walks
 * through it, whatever the value makes it do.
 */
export function withLimitedReads<T>(value: T, limit: ReadLimit): T {
  // A value that is met twice has to be the same view both times.
  const views = new WeakMap<object, object>();
  const viewOf = (part: unknown): unknown => {
    if (typeof part !== 'object' || part === null) return part;
    const known = views.get(part);
    if (known !== undefined) return known;
    const view = new Proxy(part, {
      get(target, key) {
        spendReads(limit, 1);
        return viewOf(Reflect.get(target, key));
      },
      ownKeys(target) {
        const keys = Reflect.ownKeys(target);
        spendReads(limit, 1 + keys.length);
        return keys;
      },
    });
    views.set(part, view);
    return view;
  };
  return viewOf(value) as T;
}
