/**
 * How much of something to do: `short` in the test suite, and what `npm run evidence` asks for in
 * the long runs behind the figures, which go through the same code.
 */
export function amount(name: 'ROUNDS' | 'SIZE', short: number): number {
  const given = process.env[`PROMPTFORGE_EVIDENCE_${name}`];
  if (given === undefined || given === '') return short;
  const value = Number(given);
  if (!Number.isSafeInteger(value) || value < 1) throw new Error(`PROMPTFORGE_EVIDENCE_${name} is no whole number.`);
  return value;
}
