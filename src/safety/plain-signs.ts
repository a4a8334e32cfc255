/**
 * Whether an UTF-16 unit is one of the signs that are most common beyond ASCII: dashes, quotation marks but
 * the apostrophe, arrows, operators, bullets and the like. None of them is a letter, digit, mark or currency,
 * so that no pattern has to be asked about them.
 */
export function isPlainSign(unit: number): boolean {
  return (
    unit >= 0x2010 &&
    unit <= 0x2775 &&
    (unit <= 0x205e ? unit !== 0x2019 : unit >= 0x2190 && (unit <= 0x245f || unit >= 0x2500))
  );
}
