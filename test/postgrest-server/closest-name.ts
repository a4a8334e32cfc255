const leastSimilar = 0.33;

/**
 * The name that was probably meant: the most similar one, by edits, of those that share a piece of
 * three characters with it, or else of two.
 */
export function closestName(wanted: string, names: readonly string[]): string | null {
  for (const size of [3, 2]) {
    const pieces = piecesOf(wanted, size);
    const best = [...new Set(names)]
      .filter((name) => piecesOf(name, size).some((piece) => pieces.includes(piece)))
      .map((name) => ({ name, similarity: similarity(wanted.toLowerCase(), name.toLowerCase()) }))
      .filter((candidate) => candidate.similarity >= leastSimilar)
      .sort((one, other) => other.similarity - one.similarity)[0];
    if (best !== undefined) return best.name;
  }
  return null;
}

function piecesOf(name: string, size: number): readonly string[] {
  const padded = `-${name.toLowerCase().replaceAll(/[^\w, ]+/g, '')}-`;
  return Array.from({ length: Math.max(padded.length - size + 1, 0) }, (_, start) => padded.slice(start, start + size));
}

function similarity(one: string, other: string): number {
  return 1 - editDistance(one, other) / Math.max(one.length, other.length, 1);
}

/** Levenshtein's distance. */
function editDistance(one: string, other: string): number {
  let previous = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (const [row, character] of [...one].entries()) {
    const current = [row + 1];
    for (const [column, otherCharacter] of [...other].entries()) {
      const replaced = Number(previous[column]) + (character === otherCharacter ? 0 : 1);
      current.push(Math.min(replaced, Number(previous[column + 1]) + 1, Number(current[column]) + 1));
    }
    previous = current;
  }
  return Number(previous.at(-1));
}
