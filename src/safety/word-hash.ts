/** The hash of a word with one more UTF-16 unit. That of no units is 0. */
export function hashWith(hash: number, unit: number): number {
  return (Math.imul(hash, 31) + unit) | 0;
}

export function hashOf(word: string): number {
  let hash = 0;
  for (let at = 0; at < word.length; at += 1) hash = hashWith(hash, word.charCodeAt(at));
  return hash;
}

/** Which hashes occur among some words, so that most words of a text need not be cut out of it to be passed over. */
export type WordSieve = Uint8Array;

const size = 1 << 13;

export function wordSieve(words: Iterable<string>): WordSieve {
  const sieve = new Uint8Array(size);
  for (const word of words) sieve[hashOf(word) & (size - 1)] = 1;
  return sieve;
}

/** Whether a word with this hash may be one of those the sieve was made of. */
export function mayBeAmong(sieve: WordSieve, hash: number): boolean {
  return sieve[hash & (size - 1)] === 1;
}
