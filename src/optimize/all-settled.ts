/**
 * The values of promises, once all of them are settled: a call that is still under way when another
 * one fails has its cost, which must be known before the run is settled.
 * @throws the first failure, in the order of the promises.
 */
export async function allSettled<T>(promises: readonly Promise<T>[]): Promise<readonly T[]> {
  const settled = await Promise.allSettled(promises);
  const failure = settled.find((result) => result.status === 'rejected');
  if (failure !== undefined) throw failure.reason;
  return settled.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
}

/** The same for two of different kinds, of which the second may be missing. */
export async function bothSettled<A, B>(first: Promise<A>, second: Promise<B | null> | null): Promise<[A, B | null]> {
  await Promise.allSettled([first, second]);
  return [await first, await second];
}
