const base = 36;
const lowest = 1;
const highest = 26;
const skew = 38;
const damp = 700;

/** A label of a host name without its `xn--`, decoded as RFC 3492 section 6.2 says; null when it is not valid. */
export function decodePunycode(label: string): string | null {
  const delimiter = label.lastIndexOf('-');
  const output = [...label.slice(0, Math.max(0, delimiter))].map((letter) => letter.codePointAt(0) ?? 0);
  let code = 128;
  let position = 0;
  let bias = 72;
  for (let at = delimiter + 1; at < label.length; ) {
    const before = position;
    for (let weight = 1, step = base; ; step += base) {
      const digit = digitOf(label.charCodeAt(at));
      at += 1;
      if (digit === null) return null;
      position += digit * weight;
      const threshold = Math.min(Math.max(step - bias, lowest), highest);
      if (digit < threshold) break;
      weight *= base - threshold;
    }
    const length = output.length + 1;
    bias = adapted(position - before, length, before === 0);
    code += Math.floor(position / length);
    if (code > 0x10ffff) return null;
    position %= length;
    output.splice(position, 0, code);
    position += 1;
  }
  return String.fromCodePoint(...output);
}

function digitOf(unit: number): number | null {
  if (unit >= 48 && unit <= 57) return unit - 22;
  const letter = unit | 32;
  return letter >= 97 && letter <= 122 ? letter - 97 : null;
}

function adapted(difference: number, length: number, first: boolean): number {
  let delta = Math.floor(difference / (first ? damp : 2));
  delta += Math.floor(delta / length);
  let step = 0;
  while (delta > ((base - lowest) * highest) / 2) {
    delta = Math.floor(delta / (base - lowest));
    step += base;
  }
  return step + Math.floor(((base - lowest + 1) * delta) / (delta + skew));
}
