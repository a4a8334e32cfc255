const tails = new WeakMap<object, Promise<unknown>>();

/** Runs pieces of work on one subject after another, in the order of the calls, within this process. */
export async function oneAtATime<T>(subject: object, work: () => Promise<T>): Promise<T> {
  const before = tails.get(subject) ?? Promise.resolve();
  const result = before.then(work);
  tails.set(
    subject,
    result.catch(() => undefined),
  );
  return result;
}
