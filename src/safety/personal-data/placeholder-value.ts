const words =
  /example|sample|your|my[-_]?(?:key|token|secret|pass)|here\b|placeholder|change[-_]?(?:me|this|it)|replace|insert|redacted|dummy|fake|foobar|x{4}|\*{3}|•{3}|\.{3}|…|0{8}|deadbeef|^[<[{(]|\$\{|\{\{/i;

/**
 * Whether a value only shows where a secret goes: YOUR_API_KEY, xxxx, <token>, AKIAIOSFODNN7EXAMPLE,
 * one letter over and over, what stands in for a secret that was removed.
 */
export function isPlaceholderValue(value: string): boolean {
  return words.test(value) || new Set(value.toLowerCase()).size < Math.min(6, value.length / 2);
}

/** Bits per character, of the characters of a text as it uses them. Shannon 1948. */
export function entropyOf(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
}
