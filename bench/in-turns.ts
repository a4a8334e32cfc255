/** Operations per second of everybody, a figure for each round. */
export type Rates = ReadonlyMap<string, readonly number[]>;

/**
 * Lets everybody have a turn in each round, so that whatever else the machine does meets all of
 * them alike. @param turn answers operations per second.
 */
export async function inTurns<Contestant extends { readonly name: string }>(
  contestants: readonly Contestant[],
  rounds: number,
  turn: (contestant: Contestant) => Promise<number>,
): Promise<Rates> {
  const rates = new Map(contestants.map(({ name }) => [name, [] as number[]]));
  for (let round = 0; round < rounds; round += 1) {
    for (const contestant of contestants) {
      // What one leaves behind is not swept up in the turn of the next.
      globalThis.gc?.();
      rates.get(contestant.name)?.push(await turn(contestant));
    }
  }
  return rates;
}
