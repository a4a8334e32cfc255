/** `amount * part / whole`, rounded down, and exact: the product may be more than a number holds. */
export function floorOfShare(amount: number, part: number, whole: number): number {
  const product = amount * part;
  if (Number.isSafeInteger(product)) return Math.floor(product / whole);
  const exact = BigInt(amount) * BigInt(part);
  const quotient = Number(exact / BigInt(whole));
  return exact < 0n && exact % BigInt(whole) !== 0n ? quotient - 1 : quotient;
}
