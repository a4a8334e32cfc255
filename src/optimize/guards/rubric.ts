const word = /[\p{L}\p{N}_'’]+/gu;
/** Six words in a row are a quotation; five are found by chance. */
const run = 6;

/** Names of the fields in which material is put to a model. No author of a prompt needs them. */
const fieldNames = ['stated_context', 'current_version', 'weaknesses_of_current_version'];
const evidenceMark = /\b(?:BEGIN|END) EVIDENCE\b/;

/** Whether a rewrite repeats the lines that wrap material for a model, which the original does not. */
export function evidenceMarkRejection(original: string, candidate: string): 'evidence_marker_leaked' | null {
  return evidenceMark.test(candidate) && !evidenceMark.test(original) ? 'evidence_marker_leaked' : null;
}

/**
 * Whether a rewrite quotes what it is judged by: six words in a row of a confidential phrase, a
 * confidential name that is spelled with an underscore, or the name of a field of the material.
 * What the original holds too is the author's own.
 */
export function rubricRejection(
  original: string,
  candidate: string,
  confidential: readonly string[],
): 'rubric_quoted' | null {
  const own = partsOf(original);
  const secret = new Set([
    ...fieldNames,
    ...confidential.flatMap((phrase) => {
      const words = wordsOf(phrase);
      return [...runsOf(words), ...words.filter((name) => name.includes('_'))];
    }),
  ]);
  for (const part of partsOf(candidate)) if (secret.has(part) && !own.has(part)) return 'rubric_quoted';
  return null;
}

function partsOf(text: string): ReadonlySet<string> {
  const words = wordsOf(text);
  return new Set([...words.filter((name) => name.includes('_')), ...runsOf(words)]);
}

function wordsOf(text: string): readonly string[] {
  return text.normalize('NFKC').toLowerCase().match(word) ?? [];
}

function runsOf(words: readonly string[]): readonly string[] {
  return words.slice(0, Math.max(0, words.length - run + 1)).map((_, at) => words.slice(at, at + run).join(' '));
}
