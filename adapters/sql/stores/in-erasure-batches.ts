/** As many rows as an erasing function changes at once, so that none takes long. */
const batch = 5_000;

/** Repeats an erasing call until it finds no full batch any more. @returns how much was erased. */
export async function inErasureBatches(call: () => Promise<number>): Promise<number> {
  for (let total = 0; ; ) {
    const erased = await call();
    total += erased;
    if (erased < batch) return total;
  }
}
